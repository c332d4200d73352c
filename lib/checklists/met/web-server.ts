import type { WebMet } from '@/lib/network'

export type WebAnswer = Extract<WebMet, { kind: 'answered' }>

/** Which of the site's two web servers an answer is of, as far as it tells. */
export type WebServer = 'exchange' | 'essentials' | 'unknown'

/**
 * Exchange 2013 and later names its front end in X-FEServer; all versions name Outlook Web App, or lead to its sign-in
 * page. Of the pages that are asked for only Exchange's want a password at once (autodiscover). Remote Web Access of Windows Server Essentials is at /remote.
 */
export function webServerOf({ status, headers, body }: WebAnswer): WebServer {
  const location = headers.location ?? ''
  if (headers['x-feserver'] || headers['x-owa-version'] || /\/(?:owa|ecp)\//i.test(location))
    return 'exchange'
  if (status === 401 && headers['www-authenticate']) return 'exchange'
  if (status < 400 && (/\/remote\b/i.test(location) || /Remote Web (?:Access|Workplace)/i.test(body)))
    return 'essentials'
  return 'unknown'
}

/** The proxy answers, and the server behind it does not (RFC 9110 §15.6.3). */
export function isGatewayError({ status }: WebAnswer): boolean {
  return status === 502 || status === 503 || status === 504
}
