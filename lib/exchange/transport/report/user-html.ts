import { escapeHtml } from './plain-words'
import type { UserSection } from './user-section'

/** The same section as HTML. Whatever others wrote is text in it, and nothing in it leads anywhere. */
export function userHtml(section: UserSection): string {
  const { heading, recipients, subject, generatedBy, diagnostics, headers } = section
  const said = recipients.map(
    ({ address, lines }) =>
      `<p style="margin:0 0 14px"><b>${escapeHtml(address)}</b>${lines.map((line) => `<br>${escapeHtml(line)}`).join('')}</p>`,
  )
  const body = [
    `<p style="font-size:17px;color:#1a3e72;margin:0 0 14px"><b>${escapeHtml(heading)}</b></p>`,
    ...said,
    ...(subject === '' ? [] : [`<p>Subject: ${escapeHtml(subject)}</p>`]),
    ...(diagnostics.length > 0 ? forAdministrators(generatedBy, diagnostics, headers) : []),
  ]
  return `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body style="font-family:Segoe UI,Arial,sans-serif;font-size:14px;color:#222;background:#fff">\r\n${body.join('\r\n')}\r\n</body>\r\n</html>\r\n`
}

function forAdministrators(
  generatedBy: string,
  diagnostics: UserSection['diagnostics'],
  headers: string,
): readonly string[] {
  return [
    '<hr style="margin:28px 0 14px">',
    '<p style="color:#555"><b>Diagnostic information for administrators:</b></p>',
    `<p>Generating server: ${escapeHtml(generatedBy)}</p>`,
    ...diagnostics.map(({ address, line }) => `<p>${escapeHtml(address)}<br>${escapeHtml(line)}</p>`),
    '<p>Original message headers:</p>',
    `<pre style="white-space:pre-wrap;word-break:break-word">${escapeHtml(headers)}</pre>`,
  ]
}
