import { ok, type Result, refuse } from '@/lib/shell'

/** Active Directory's upper limits: givenName and sn hold 64 characters, displayName 256. */
const longest = { FirstName: 64, LastName: 64, DisplayName: 256 } as const
const called = { FirstName: 'first name', LastName: 'last name', DisplayName: 'name' } as const

/** Embeddings, overrides and isolates (Unicode UAX #9) turn round whatever is written after the name. */
const directionControls = /[\u202A-\u202E\u2066-\u2069]/
const lineBreaksAndControls = /[\p{Cc}\p{Zl}\p{Zp}]/u

export type NamePart = keyof typeof longest

function wrong(part: NamePart, errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidArgument', errorId, message, { target: part, recommendedAction })
}

/**
 * A person's name as people write it: any script, quotes, emoji. Spaces around it are dropped, and it may be
 * empty. Refused: line breaks and other control characters, half a surrogate pair, controls of the writing
 * direction, more characters than Active Directory keeps. Errors target the part: FirstName, LastName, DisplayName.
 */
export function parsePersonName(part: NamePart, text: string): Result<string> {
  const name = text.trim()
  if (name.length > longest[part])
    return wrong(
      part,
      'NameTooLong',
      `This ${called[part]} is ${name.length} characters long.`,
      `Active Directory keeps at most ${longest[part]}.`,
    )
  if (!name.isWellFormed() || lineBreaksAndControls.test(name))
    return wrong(
      part,
      'NameHasControlCharacter',
      `This ${called[part]} holds a line break or another character that cannot be seen.`,
      'Type the name again instead of pasting it.',
    )
  if (directionControls.test(name))
    return wrong(
      part,
      'NameHasDirectionControl',
      `This ${called[part]} holds an invisible character that changes the direction of the text after it.`,
      'Leave it out: names in Arabic or Hebrew letters need none.',
    )
  return ok(name)
}

/** What lists show: first and last name, or the logon name of somebody who has neither. */
export function displayNameOf(firstName: string, lastName: string, logonName: string): string {
  return `${firstName} ${lastName}`.trim() || logonName
}
