import { ok, type Result, refuse } from '@/lib/shell'
import { isInternalName } from './certificates/internal-name'

const longestName = 253
const longestLabel = 63
/** NetBIOS gives a computer 15 characters; the sixteenth says what kind of name it is. */
const longestComputerName = 15

/** What was typed, short enough for a sentence, with nothing invisible in it. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\u{fffd}')
  return [...plain].length > 60 ? `${[...plain].slice(0, 60).join('')}…` : plain
}

function wrong(errorId: string, message: string, recommendedAction?: string): Result<never> {
  return refuse('InvalidArgument', errorId, message, recommendedAction ? { recommendedAction } : {})
}

/** Without case and without the dot of the root: how names are compared (RFC 1034 §3.1). */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** Whether `name` is `domain` or stands below it. */
export function isWithin(name: string, domain: string): boolean {
  const [below, above] = [canonicalName(name), canonicalName(domain)]
  return below === above || below.endsWith(`.${above}`)
}

/** Shapes that are nearly a domain name, each with what to type instead. */
function nearMiss(text: string): Result<never> | null {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0]
  if (scheme)
    return wrong(
      'NameHasScheme',
      `"${shown(text)}" is a web address.`,
      `Leave out ${scheme} and all after the name.`,
    )
  if (text.includes('@'))
    return wrong(
      'NameIsEmailAddress',
      `"${shown(text)}" is an e-mail address.`,
      'Type only what stands after the @.',
    )
  if (/[/\\?#]/.test(text))
    return wrong(
      'NameHasPath',
      `"${shown(text)}" holds more than a name.`,
      'Type only the name, without slashes.',
    )
  if (/:\d*$/.test(text))
    return wrong(
      'NameHasPort',
      `"${shown(text)}" ends with a port.`,
      'Type only the name, without the colon.',
    )
  if (/\s/.test(text))
    return wrong('NameHasSpace', `"${shown(text)}" holds a space.`, 'A name has no spaces.')
  if (/^[\d.]+$/.test(text))
    return wrong('NameIsAddress', `"${shown(text)}" is an IP address.`, 'Type a name, such as contoso.com.')
  return null
}

/** The name in A-labels: `bücher.example` is `xn--bcher-kva.example` (RFC 5891). Null when there is no such form. */
function toAscii(name: string): string | null {
  if (!/[^\0-\x7f]|xn--/i.test(name)) return name.toLowerCase()
  if (/[^\p{L}\p{M}\p{N}.\u3002-]/u.test(name)) return null
  try {
    return new URL(`http://${name}`).hostname
  } catch {
    return null
  }
}

function badLabel(label: string, name: string): Result<never> | null {
  if (label === '')
    return wrong('NameHasEmptyLabel', `"${shown(name)}" has two dots in a row, or begins with one.`)
  if (label.length > longestLabel)
    return wrong(
      'LabelTooLong',
      `"${shown(label)}" is ${label.length} characters long.`,
      `Each part between dots has at most ${longestLabel} (RFC 1035 §2.3.4).`,
    )
  if (label.startsWith('-') || label.endsWith('-'))
    return wrong('LabelHasHyphenAtEnd', `"${shown(label)}" begins or ends with a hyphen.`)
  if (/^[a-z0-9-]+$/.test(label)) return null
  const strange = [...label].find((character) => !/[a-z0-9-]/.test(character)) ?? ''
  return wrong(
    'NameHasInvalidCharacter',
    `"${shown(strange)}" cannot stand in a domain name.`,
    'Use letters, digits and hyphens, with dots between the parts.',
  )
}

function parseLabels(name: string): Result<readonly string[]> {
  const ascii = toAscii(name.replace(/\.$/, ''))
  if (ascii === null)
    return wrong(
      'NameNotInternational',
      `"${shown(name)}" has characters that no domain name can have.`,
      'Use letters, digits and hyphens, with dots between the parts.',
    )
  if (ascii.length > longestName)
    return wrong(
      'NameTooLong',
      `This name is ${ascii.length} characters long.`,
      `At most ${longestName} are allowed.`,
    )
  const labels = ascii.split('.')
  for (const label of labels) {
    const bad = badLabel(label, name)
    if (bad) return bad
  }
  return ok(labels)
}

/**
 * A domain name of at least two labels, such as contoso.com or contoso.local, in lower case and A-labels,
 * without the root's dot. Refused: web addresses, e-mail addresses, IP addresses, ports, spaces, labels
 * outside letters, digits and hyphens (RFC 1123 §2.1), over 63, or over 253 in all.
 */
export function parseDomainName(text: string): Result<string> {
  const name = text.trim()
  if (name === '')
    return wrong('NameIsEmpty', 'A domain name is missing.', 'Type a name, such as contoso.com.')
  if (name.length > 10 * longestName)
    return wrong(
      'NameTooLong',
      `This name is ${name.length} characters long.`,
      `At most ${longestName} are allowed.`,
    )
  const near = nearMiss(name)
  if (near) return near
  const labels = parseLabels(name)
  if (!labels.ok) return labels
  if (labels.value.length < 2)
    return wrong(
      'NameHasOneLabel',
      `"${shown(name)}" is only one part of a domain name.`,
      `Type the whole name, such as ${labels.value[0]}.com.`,
    )
  if (/^\d+$/.test(labels.value.at(-1) ?? ''))
    return wrong('NameEndsWithNumber', `"${shown(name)}" ends with a number, which no domain name does.`)
  return ok(labels.value.join('.'))
}

/** A domain name that can be registered: not contoso.local, which the Internet does not know. */
export function parseInternetDomainName(text: string): Result<string> {
  const name = parseDomainName(text)
  if (!name.ok || !isInternalName(name.value)) return name
  return wrong(
    'NameIsInsideOnly',
    `"${shown(name.value)}" is known only inside a network: nobody can register it.`,
    'Type the name that you registered with a domain name provider, such as contoso.com.',
  )
}

/** A computer's full name, such as mail.contoso.com: a domain name with at least three labels. */
export function parseHostName(text: string): Result<string> {
  const name = parseDomainName(text)
  if (!name.ok || name.value.split('.').length > 2) return name
  return wrong(
    'NameIsDomain',
    `"${shown(name.value)}" is a domain, not the name of a computer in it.`,
    `Put a name before it, such as mail.${name.value}.`,
  )
}

/** A Windows computer name (NetBIOS): 1 to 15 letters, digits and hyphens, not digits alone. Its case is kept. */
export function parseComputerName(text: string): Result<string> {
  const name = text.trim()
  if (name === '') return wrong('ComputerNameIsEmpty', 'A computer name is missing.')
  if (name.includes('.'))
    return wrong(
      'ComputerNameHasDot',
      `"${shown(name)}" is a full name.`,
      'Type only the part before the first dot.',
    )
  if (name.length > longestComputerName)
    return wrong(
      'ComputerNameTooLong',
      `"${shown(name)}" is ${name.length} characters long.`,
      `A computer name has at most ${longestComputerName}.`,
    )
  if (!/^[a-z0-9-]+$/i.test(name))
    return wrong(
      'ComputerNameInvalid',
      `"${shown(name)}" holds a character that no computer name can have.`,
      'Use letters, digits and hyphens.',
    )
  if (/^\d+$/.test(name)) return wrong('ComputerNameIsNumber', `"${name}" has digits only.`, 'Add a letter.')
  if (/^-|-$/.test(name))
    return wrong('ComputerNameInvalid', `"${name}" begins or ends with a hyphen.`, 'Leave it out.')
  return ok(name)
}
