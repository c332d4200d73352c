import { ok, type Result, refuse } from '@/lib/shell'
import { isDotAtom, longestLocalPart } from './address'
import { foldToAscii } from './fold'
import { quoted } from './quoted'

/**
 * A mailbox alias (Set-Mailbox -Alias): letters A to Z, digits, ! # $ % & ' * + - / = ? ^ _ ` { | } ~, and
 * dots between them; up to 64 characters. Exchange also takes U+00A1 to U+00FF and maps them to ASCII in the
 * address; here an alias is what its address shows, so it is ASCII from the start.
 */
export function parseAlias(text: string): Result<string> {
  const alias = text.trim()
  if (alias === '') return invalid('An alias is needed.', 'Type an alias such as FrankM.')
  if (alias.length > longestLocalPart)
    return invalid(
      `The alias ${quoted(alias)} is ${alias.length} characters long.`,
      `Use up to ${longestLocalPart} characters.`,
    )
  return isDotAtom(alias)
    ? ok(alias)
    : invalid(
        `The alias ${quoted(alias)} isn't valid.`,
        "Use letters from A to Z, digits and ! # $ % & ' * + - / = ? ^ _ ` { | } ~. A dot may stand between two of them.",
      )
}

function invalid(message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', 'InvalidAlias', message, { target: 'Alias', recommendedAction })
}

/**
 * The alias that a wizard offers: Frank Miller → FrankM. Without a first name the second name is taken whole,
 * so that a logon name can stand in for both. A number is appended while the alias is in `taken` (any case; a set
 * holds them in lower case, and is asked as it is). What it gives is always valid and free.
 */
export function suggestAlias(
  firstName: string,
  lastNameOrLogonName: string,
  taken: Iterable<string> = [],
): string {
  const [first, last] = [lettersOf(firstName), lettersOf(lastNameOrLogonName)]
  const base = (first ? `${first}${last.slice(0, 1).toUpperCase()}` : last) || 'user'
  const unavailable =
    taken instanceof Set ? taken : new Set(Array.from(taken, (alias) => alias.toLowerCase()))
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : String(number)
    const alias = `${base.slice(0, longestLocalPart - suffix.length)}${suffix}`
    if (!unavailable.has(alias.toLowerCase())) return alias
  }
}

/** What the aliases that could stand in the way of a suggestion begin with: ask the store for these. */
export function aliasPrefix(firstName: string, lastNameOrLogonName: string): string {
  return suggestAlias(firstName, lastNameOrLogonName).slice(0, longestLocalPart - 10)
}

function lettersOf(name: string): string {
  return foldToAscii(name).replace(/[^A-Za-z0-9]/g, '')
}
