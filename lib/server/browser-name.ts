import { userAgentFromString } from 'next/server'

/** What a list of sessions calls a browser: 'Firefox on Windows'. A program's own name where it is no browser. */
export function browserName(userAgent: string): string {
  const { browser, os } = userAgentFromString(userAgent)
  const name = browser.name?.replace('Chrome Headless', 'Chrome')
  if (name && os.name) return `${name} on ${os.name}`
  return name ?? (userAgent.match(/^[\w.-]{1,40}/)?.[0] || 'An unknown browser')
}
