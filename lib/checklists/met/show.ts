import type { MetCertificate, NoAnswer } from '@/lib/network'

/** "220 mail.contoso.com Microsoft ESMTP MAIL Service", without the time that follows. */
export function showBanner(banner: string): string {
  const line = (banner.split(/\r?\n/)[0] ?? '').replace(/ ready at .*$/, '')
  return line.length > 100 ? `${line.slice(0, 100)}…` : line
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2027-11-22T… as "22 Nov 2027". */
export function showDay(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

export function showCertificate({ names, subject, notAfter }: MetCertificate): string {
  return `certificate for ${names.join(', ') || subject}, until ${showDay(notAfter)}`
}

/** "HTTP 302 from Microsoft-IIS/8.5". */
export function showHttp(status: number, headers: Readonly<Record<string, string>>): string {
  return headers.server ? `HTTP ${status} from ${headers.server}` : `HTTP ${status}`
}

/** What stands under "Found" where nobody answered. */
export function showNoAnswer({ kind }: NoAnswer): readonly string[] {
  return kind === 'refused' ? ['refused'] : []
}
