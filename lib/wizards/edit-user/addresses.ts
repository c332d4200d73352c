import { emailAddresses, parseSmtpAddress } from '@/lib/exchange'

export const lines = (text: string) => text.split(/[\r\n,;]+/).flatMap((line) => line.trim() || [])

/** As Set-Mailbox takes them: the primary one in capitals. */
export function proxyAddresses(typed: string): readonly string[] {
  return lines(typed).map((address, index) => `${index === 0 ? 'SMTP' : 'smtp'}:${address}`)
}

export function checkAddresses(value: string | boolean) {
  for (const line of lines(String(value))) {
    const address = parseSmtpAddress(line)
    if (!address.ok) return address
  }
  return emailAddresses.parse(proxyAddresses(String(value)))
}
