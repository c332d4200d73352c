import type { UserSection } from './user-section'

/** The section that people read, as plain text. Its order and blank lines are those by which Exchange is known. */
export function userText(section: UserSection): string {
  const { heading, recipients, subject, generatedBy, diagnostics, headers } = section
  const blocks = [
    heading,
    ...recipients.map(({ address, lines }) => [address, ...lines].join('\r\n')),
    ...(subject === '' ? [] : [`Subject: ${subject}`]),
  ]
  const forAdministrators = [
    'Diagnostic information for administrators:',
    `Generating server: ${generatedBy}`,
    ...diagnostics.map(({ address, line }) => `${address}\r\n${line}`),
    'Original message headers:',
    headers,
  ]
  return [...blocks, ...(diagnostics.length > 0 ? ['\r\n\r\n', ...forAdministrators] : [])]
    .join('\r\n\r\n')
    .concat('\r\n')
}
