import { ok, type Result, refuse } from '@/lib/shell'
import type { DistinguishedName, NamePart } from './distinguished-name'
import { findAttribute } from './name-attributes'

/**
 * Reads an X.500 name as administrators type it: `C=US, S=Washington, L=Redmond, O=contoso, CN=mail.contoso.com`.
 * Parts are parted by `,` or `;`. A value with such a character is quoted (`O="Contoso, Ltd."`, a quote inside
 * doubled, as Windows has it) or escapes it (`O=Contoso\, Ltd.`, RFC 4514). The result goes from wide to narrow;
 * a name typed the other way round, as Windows shows it (CN first), is turned. Refused with the attribute's
 * name: unknown ones, empty, too long (RFC 5280 A.1), a country that is not two letters.
 */
export function parseSubject(typed: string): Result<DistinguishedName> {
  if (typed.length > LONGEST) return refuseLength()
  const pieces = split(typed)
  if (!pieces.ok) return pieces
  const parts: NamePart[] = []
  for (const piece of pieces.value) {
    const part = parsePart(piece)
    if (!part.ok) return part
    parts.push(part.value)
  }
  const narrowFirst = parts.length > 1 && (parts[0]?.name === 'CN' || parts[0]?.name === 'E')
  return ok(narrowFirst ? parts.reverse() : parts)
}

/** Room for every attribute that a public certificate has, at its full length. */
const LONGEST = 2048

interface Piece {
  readonly attribute: string
  readonly value: string
}

/** One part up to its `,` or `;`: the attribute, then a value in quotes, or a bare one with its escapes. */
const PART =
  /^([^=,;"+]*)=\s*(?:"((?:[^"\\]|""|\\[\s\S])*)"\s*|((?!\s)(?:[^,;+"\\]|\\[\s\S])+)?)(?<end>[,;]|$)/

function split(typed: string): Result<Piece[]> {
  const pieces: Piece[] = []
  let rest = typed
  do {
    const match = PART.exec(rest)
    if (!match) return refusePart(rest)
    const [whole, attribute = '', quoted, bare = ''] = match
    const value = quoted === undefined ? unescapeBare(trimBare(bare)) : unquote(quoted)
    if (value === null) return refuseEscape(attribute.trim(), bare)
    pieces.push({ attribute: attribute.trim(), value })
    rest = rest.slice(whole.length)
    if (match.groups?.end === '') return ok(pieces)
  } while (rest.trim() !== '')
  return ok(pieces)
}

/** Spaces after a bare value are not part of it, but one behind an odd number of backslashes is. */
function trimBare(bare: string): string {
  return bare.replace(/(?<=(?:^|[^\\])(?:\\\\)*)\s+$/, '')
}

function unquote(quoted: string): string {
  return quoted.replace(/""|\\(["\\])/g, (_, escaped?: string) => escaped ?? '"')
}

/** RFC 4514 section 3: `\,` for the character itself, `\C3\A4` for octets of UTF-8. null: a wrong escape. */
function unescapeBare(bare: string): string | null {
  const parts = bare.match(/(?:\\[0-9a-f]{2})+|\\[\s\S]|[^\\]+/gi) ?? []
  const values = parts.map((part) => {
    if (!part.startsWith('\\')) return part
    if (/^\\[0-9a-f]{2}/i.test(part)) return decodeOctets(part)
    return /^\\[ "#+,;<=>\\]$/.test(part) ? part.slice(1) : null
  })
  return values.includes(null) ? null : values.join('')
}

function decodeOctets(escaped: string): string {
  const octets = escaped.split('\\').slice(1)
  return new TextDecoder().decode(Uint8Array.from(octets, (octet) => Number.parseInt(octet, 16)))
}

function parsePart({ attribute: spelling, value }: Piece): Result<NamePart> {
  const attribute = findAttribute(spelling)
  if (!attribute) return refuseAttribute(spelling)
  const { name, oid, maxLength } = attribute
  if (value === '') return refuseValue(`${name}= has no value.`, `Give it a value, or leave ${name}= out.`)
  if (maxLength === 2 && !/^[A-Za-z]{2}$/.test(value)) {
    return refuseValue(
      `${name}="${value}" is not a country code.`,
      'Use two letters of ISO 3166, such as US or DE.',
    )
  }
  if ([...value].length > maxLength) {
    return refuseValue(`The value of ${name}= is longer than ${maxLength} characters.`, 'Shorten it.')
  }
  if (/[\x00-\x1f\x7f]/.test(value)) {
    return refuseValue(
      `The value of ${name}= holds a control character.`,
      'Type it on one line, without tabs.',
    )
  }
  if (attribute.ascii && /[^\x20-\x7e]/.test(value)) {
    return refuseValue(`${name}="${value}" may hold ASCII only.`, 'Write it without accents or umlauts.')
  }
  return ok({ oid, name, value: maxLength === 2 ? value.toUpperCase() : value })
}

const SubjectName = { target: 'SubjectName' }

function refusePart(rest: string): Result<never> {
  const shown = rest.trim().slice(0, 60)
  const message = shown ? `The subject cannot be read from "${shown}" on.` : 'The subject has no name in it.'
  return refuse('InvalidArgument', 'SubjectNameUnreadable', message, {
    ...SubjectName,
    recommendedAction:
      'Write it as C=US, S=Washington, L=Redmond, O=contoso, CN=mail.contoso.com, and put a value with a comma, plus sign or quote in double quotes.',
  })
}

function refuseEscape(attribute: string, value: string): Result<never> {
  return refuseValue(
    `The backslash in ${attribute}=${value} escapes nothing.`,
    'Write \\\\ for a backslash, or put the value in double quotes.',
  )
}

function refuseAttribute(spelling: string): Result<never> {
  const message = `"${spelling}" is not an attribute of a subject.`
  return refuse('InvalidArgument', 'SubjectNameAttributeUnknown', message, {
    ...SubjectName,
    recommendedAction:
      'Use C (country), S (state), L (city), O (organization), OU (department), CN (the host name), E (e-mail address).',
  })
}

function refuseLength(): Result<never> {
  return refuseValue(`The subject is longer than ${LONGEST} characters.`, 'Shorten it.')
}

function refuseValue(message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', 'SubjectNameValueInvalid', message, { ...SubjectName, recommendedAction })
}
