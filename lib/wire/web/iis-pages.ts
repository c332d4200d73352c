import { STATUS_CODES } from 'node:http'
import type { WindowsVersion } from '@/lib/essentials'
import { htmlAnswer, type WebAnswer } from './web-answer'

const versions: Readonly<Record<WindowsVersion, string>> = {
  '2008 R2': '7.5',
  '2012': '8.0',
  '2012 R2': '8.5',
  '2016': '10.0',
}

function iisVersion(windows: WindowsVersion): string {
  return versions[windows]
}

/** What every answer of IIS with ASP.NET carries. */
export function iisHeaders(windows: WindowsVersion): Readonly<Record<string, string>> {
  return { Server: `Microsoft-IIS/${iisVersion(windows)}`, 'X-Powered-By': 'ASP.NET' }
}

/** The titles and texts of IIS's own error pages, as they are shown to other computers. */
const errors: Readonly<Record<number, readonly [title: string, text: string]>> = {
  401: [
    '401 - Unauthorized: Access is denied due to invalid credentials.',
    'You do not have permission to view this directory or page using the credentials that you supplied.',
  ],
  403: [
    '403 - Forbidden: Access is denied.',
    'You do not have permission to view this directory or page using the credentials that you supplied.',
  ],
  404: [
    '404 - File or directory not found.',
    'The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.',
  ],
  405: [
    '405 - HTTP verb used to access this page is not allowed.',
    'The page you are looking for cannot be displayed because an invalid method (HTTP verb) was used to attempt access.',
  ],
  500: [
    '500 - Internal server error.',
    'There is a problem with the resource you are looking for, and it cannot be displayed.',
  ],
  502: [
    '502 - Web server received an invalid response while acting as a gateway or proxy server.',
    'There is a problem with the page you are looking for, and it cannot be displayed. When the Web server (while acting as a gateway or proxy) contacted the upstream content server, it received an invalid response from the content server.',
  ],
  503: ['Service Unavailable', 'HTTP Error 503. The service is unavailable.'],
}

export function iisError(status: number, headers: WebAnswer['headers'] = {}): WebAnswer {
  const [title, text] = errors[status] ?? [`${status} - ${STATUS_CODES[status]}`, '']
  const answer = htmlAnswer(status, title, `<h1>Server Error</h1>\n<h2>${title}</h2>\n<h3>${text}</h3>`)
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

/** 403.4: the address needs TLS, and the request came without. */
export function sslRequired(): WebAnswer {
  return htmlAnswer(
    403,
    '403 - Forbidden: Access is denied.',
    '<h1>Server Error</h1>\n<h2>403 - Forbidden: Access is denied.</h2>\n<h3>HTTP Error 403.4: the page you are trying to access is secured with Secure Sockets Layer (SSL).</h3>',
  )
}

/** 502.3: the server behind the proxy could not be reached, or broke off. */
export function badGateway(why: 'timeout' | 'refused'): WebAnswer {
  const detail =
    why === 'timeout'
      ? 'HTTP Error 502.3 - Bad Gateway: The operation timed out.'
      : 'HTTP Error 502.3 - Bad Gateway: A connection with the server could not be established.'
  const answer = iisError(502)
  return { ...answer, body: (answer.body ?? '').replace('</body>', `<p>${detail}</p>\n</body>`) }
}

/** The page of a web site in which nobody has put anything. */
export function startPage(windows: WindowsVersion): WebAnswer {
  const title =
    windows === '2008 R2'
      ? 'IIS7'
      : windows === '2012'
        ? 'Microsoft Internet Information Services 8'
        : 'IIS Windows Server'
  return htmlAnswer(200, title, `<h1>${title}</h1>\n<p>Internet Information Services</p>`)
}

/** What http.sys says by itself, before any site is asked. */
export function httpSysError(status: 400 | 501 | 505, problem: string): WebAnswer {
  const reason = STATUS_CODES[status] ?? ''
  const title = problem === reason ? reason : `${reason} - ${problem}`
  return {
    ...htmlAnswer(
      status,
      reason,
      `<h2>${title}</h2>\n<hr><p>HTTP Error ${status}. The request is badly formed.</p>`,
    ),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      Server: 'Microsoft-HTTPAPI/2.0',
      Connection: 'close',
    },
  }
}
