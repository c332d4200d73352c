import { ok, type Result, refuse } from '@/lib/shell'
import { parseSmtpDomain } from './address'
import { foldToAscii } from './fold'
import { quoted } from './quoted'

/** Whose address a template makes. */
export interface Person {
  readonly alias: string
  readonly firstName: string
  readonly lastName: string
  /** Display name. */
  readonly name: string
  readonly initials?: string
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'variable'
      readonly variable: 'd' | 'g' | 'i' | 'm' | 's'
      readonly length: number | null
    }
  | { readonly kind: 'replace'; readonly from: string; readonly to: string }

/** An address template of an email address policy: `%m@contoso.com`, `smtp:%1g%s@contoso.com`. */
export interface AddressTemplate {
  readonly domain: string
  readonly parts: readonly Part[]
}

/** %d display name, %g given name, %i initial, %m alias, %s surname, %3g its first three letters, %rxy x becomes y. */
const part = /%r(..)|%(\d*)([dgims])|([A-Za-z0-9!#$&'*+/=?^_`{|}~.-]+)/gsy

/**
 * Reads a template. `@contoso.com` alone means the alias; a leading `SMTP:` or `smtp:` is left to the caller
 * who keeps primary and other templates apart.
 */
export function parseAddressTemplate(text: string): Result<AddressTemplate> {
  const template = text.trim().replace(/^smtp:/i, '')
  const at = template.lastIndexOf('@')
  const domain = parseSmtpDomain(template.slice(at + 1))
  const parts = parseParts(template.slice(0, Math.max(at, 0)) || '%m')
  return at >= 0 && domain.ok && parts
    ? ok({ domain: domain.value, parts })
    : refuse(
        'InvalidArgument',
        'InvalidAddressTemplate',
        `The email address template ${quoted(text)} isn't valid.`,
        {
          recommendedAction:
            'Use a template such as %m@contoso.com (alias), %g.%s@contoso.com (first name, dot, last name) or %1g%s@contoso.com.',
        },
      )
}

function parseParts(text: string): Part[] | null {
  const parts: Part[] = []
  part.lastIndex = 0
  while (part.lastIndex < text.length) {
    const match = part.exec(text)
    if (!match) return null
    const [, replace, length, variable, literal] = match
    if (replace) parts.push({ kind: 'replace', from: replace.charAt(0), to: replace.charAt(1) })
    else if (literal) parts.push({ kind: 'text', text: literal })
    else parts.push({ kind: 'variable', variable: variable as 'm', length: length ? Number(length) : null })
  }
  return parts
}

/**
 * The part before the @ that a template makes for a person. Diacritics are folded and what cannot stand in an
 * address is left out; where nothing remains, as for %g without a first name, it is the alias.
 */
export function renderLocalPart(template: AddressTemplate, person: Person): string {
  const replacements = new Map<string, string>()
  let made = ''
  for (const one of template.parts) {
    if (one.kind === 'replace') replacements.set(one.from, one.from === one.to ? '' : one.to)
    else if (one.kind === 'text') made += one.text
    else
      made += Array.from(partOf(one.variable, person), (c) => replacements.get(c) ?? c)
        .join('')
        .slice(0, one.length ?? undefined)
  }
  const localPart = foldToAscii(made)
    .replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, '')
    .replace(/\.{2,}/g, '.')
    .slice(0, 64)
    .replace(/^\.+|\.+$/g, '')
  return localPart || person.alias
}

function partOf(variable: 'd' | 'g' | 'i' | 'm' | 's', person: Person): string {
  const values = {
    d: person.name,
    g: person.firstName,
    i: person.initials?.slice(0, 1) ?? '',
    m: person.alias,
    s: person.lastName,
  }
  return values[variable]
}
