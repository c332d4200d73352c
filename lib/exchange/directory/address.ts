import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from './quoted'

const atext = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
const dotAtom = new RegExp(`^${atext}+(?:\\.${atext}+)*$`)
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/** RFC 5321 section 4.5.3.1: octets of the part before the @, and of the domain. */
export const longestLocalPart = 64
export const longestDomain = 255

/** Whether this can stand before the @ unquoted: dot-atom of RFC 5322 section 3.2.3. */
export function isDotAtom(text: string): boolean {
  return dotAtom.test(text)
}

/** A domain name as SMTP writes it: labels of letters, digits and hyphens (RFC 1035), in ASCII. */
export function isDomainName(text: string): boolean {
  return text.length <= longestDomain && text.split('.').every((part) => label.test(part))
}

/** A domain that mail can be addressed to, in lower case: `contoso.com`, with two labels at least. */
export function parseSmtpDomain(text: string): Result<string> {
  const domain = text.trim().toLowerCase()
  return isDomainName(domain) && domain.includes('.') && !/^[\d.]+$/.test(domain)
    ? ok(domain)
    : refuse('InvalidArgument', 'InvalidSmtpDomain', `The domain name ${quoted(text)} isn't valid.`, {
        recommendedAction: 'Use a domain name such as contoso.com: letters, digits, hyphens and dots.',
      })
}

/** As parseSmtpDomain, and also `*.contoso.com`: the domain with all its subdomains. */
export function parseDomainWithSubdomains(text: string): Result<string> {
  const [, star, rest] = /^\s*(\*\.)?(.*)$/s.exec(text) ?? []
  const domain = parseSmtpDomain(rest ?? text)
  return domain.ok ? ok(`${star ?? ''}${domain.value}`) : domain
}

/**
 * An SMTP address, as it was written but for spaces around it. Exchange itself takes up to 315 characters
 * before the @; other servers refuse more than the 64 of RFC 5321, so that is the limit here.
 * Quoted local parts ("frank m"@contoso.com) and address literals are not taken.
 */
export function parseSmtpAddress(text: string): Result<string> {
  const address = text.trim()
  const at = address.lastIndexOf('@')
  const [localPart, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)]
  if (localPart.length > longestLocalPart)
    return invalid(text, `The part before the @ can have up to ${longestLocalPart} characters.`)
  return isDotAtom(localPart) && parseSmtpDomain(domain).ok
    ? ok(address)
    : invalid(text, 'Use an address such as frankm@contoso.com.')
}

function invalid(text: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', 'InvalidSmtpAddress', `The email address ${quoted(text)} isn't valid.`, {
    recommendedAction,
  })
}

/** The parts of an address that parseSmtpAddress has taken. */
export function splitAddress(address: string): { localPart: string; domain: string } {
  const at = address.lastIndexOf('@')
  return { localPart: address.slice(0, at), domain: address.slice(at + 1) }
}

/** Addresses are the same without regard to case (Exchange compares them so, beyond RFC 5321 2.4). */
export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
