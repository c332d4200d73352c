import { ok, type Result, refuse } from '@/lib/shell'

/** sAMAccountName of a user: 20 characters, for the sake of Windows before 2000. */
const longest = 20
const forbidden = '"/\\[]:;|=,+*?<>@'

/** Accounts that every domain has from the beginning, and that no person can have. */
const builtIn = ['administrator', 'guest', 'krbtgt']

function wrong(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', errorId, message, { target: 'Name', recommendedAction })
}

/**
 * A user's logon name (sAMAccountName): at most 20 characters, none of `" / \ [ ] : ; | = , + * ? < > @`, no
 * control characters, not only dots and spaces, no dot at the end. Its case is kept. Errors target Name.
 */
export function parseLogonName(text: string): Result<string> {
  const name = text.trim()
  if (name === '') return wrong('LogonNameIsEmpty', 'A logon name is missing.', 'Type one, such as FrankM.')
  if (name.length > longest)
    return wrong(
      'LogonNameTooLong',
      `This logon name is ${name.length} characters long.`,
      `Windows takes at most ${longest}.`,
    )
  const bad = [...name].find((character) => forbidden.includes(character))
  if (bad)
    return wrong(
      'LogonNameInvalid',
      `A logon name cannot hold ${bad}`,
      'Use letters, digits, dots, hyphens and underscores.',
    )
  if (!name.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
    return wrong(
      'LogonNameInvalid',
      'This logon name holds a character that cannot be seen.',
      'Type it again instead of pasting it.',
    )
  if (/^[. ]+$/.test(name) || name.endsWith('.'))
    return wrong(
      'LogonNameInvalid',
      `"${name}" ${/^[. ]+$/.test(name) ? 'has dots and spaces only' : 'ends with a dot'}.`,
      'Windows would not find it again: leave the dot at the end out.',
    )
  return ok(name)
}

export function isBuiltInAccount(logonName: string): boolean {
  return builtIn.includes(logonName.toLowerCase())
}

/** Letters that Unicode does not take apart into a letter and its accent. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  þ: 'th',
  Þ: 'Th',
}

/** Letters and digits only, Latin ones without their accents; other scripts stay as they are. */
function plain(name: string): string {
  return name
    .replace(/[ßæÆœŒøØłŁđĐþÞ]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

/** At most `length` UTF-16 units, never half a character. */
function cut(name: string, length: number): string {
  let kept = ''
  for (const character of name) {
    if (kept.length + character.length > length) break
    kept += character
  }
  return kept
}

/**
 * The logon name that the original suggests: Frank Miller becomes FrankM, and FrankM2 when that is taken.
 * `taken` are logon names in any case, or a set of them in lower case, asked as it is; the suggestion always passes parseLogonName.
 */
export function suggestLogonName(firstName: string, lastName: string, taken: Iterable<string> = []): string {
  const [initial = ''] = plain(lastName)
  const first = plain(firstName)
  const wanted = cut(first ? first + initial.toUpperCase() : plain(lastName), longest) || 'User'
  const held = taken instanceof Set ? taken : new Set(Array.from(taken, (name) => name.toLowerCase()))
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : String(number)
    const name = cut(wanted, longest - suffix.length) + suffix
    if (!held.has(name.toLowerCase()) && !isBuiltInAccount(name)) return name
  }
}
