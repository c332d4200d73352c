import { randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { ok, type Result, refuse } from '@/lib/shell'
import { argon2Costs } from './vault'

/**
 * Passwords of the dashboard's own accounts; the simulated domain has a policy of its own.
 *
 * The rule is length alone (NIST SP 800-63B: no composition rules, no expiry), counted without what anybody would
 * guess first: the person's own name and address, and the words that lists of leaked passwords begin with.
 */
const leastLength = 12
const mostLength = 256
const guessed = ['password', 'passwort', 'administrator', 'admin', 'welcome', 'letmein', 'qwerty', 'qwertz']

export interface Owner {
  readonly email: string
  readonly name: string
}

/** A password that may be used from now on, with `target` as the field at fault. */
export function parseNewPassword(password: string, owner: Owner, target = 'password'): Result<string> {
  const typed = password.normalize('NFKC')
  if ([...typed].length > mostLength)
    return refuse('InvalidArgument', 'PasswordTooLong', `A password has at most ${mostLength} characters.`, {
      target,
    })
  if ([...typed].length < leastLength)
    return refuse(
      'InvalidArgument',
      'PasswordTooShort',
      `A password needs at least ${leastLength} characters.`,
      {
        target,
        recommendedAction: 'Four words that have nothing to do with each other make a good one.',
      },
    )
  if (unguessedLength(typed, owner) < leastLength)
    return refuse('InvalidArgument', 'PasswordGuessable', 'This password would be guessed early.', {
      target,
      recommendedAction: `Use at least ${leastLength} characters besides your name, your email address, words such as “password”, and repetitions.`,
    })
  return ok(typed)
}

/** Characters that are left without the owner's own words, known words, and what 1234, aaaa and abcabc repeat. */
function unguessedLength(password: string, { email, name }: Owner): number {
  const words = [email, ...email.split(/[@.]/), ...name.split(/\s+/), ...guessed]
  const long = words.map((word) => word.toLowerCase()).filter((word) => [...word].length >= 4)
  let rest = password.toLowerCase()
  for (const word of long.sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '')
  const codes = [...rest.replace(/(.{3,})\1+/gsu, '$1')].map((character) => character.codePointAt(0) ?? 0)
  return codes.filter((_, index) => !continuesRun(codes, index)).length
}

/** The third of 1-2-3 or a-a-a, and whatever goes on so. */
function continuesRun(codes: readonly number[], index: number): boolean {
  const [first, second, third] = codes.slice(Math.max(0, index - 2), index + 1)
  if (first === undefined || second === undefined || third === undefined) return false
  return third - second === second - first && Math.abs(third - second) <= 1
}

const onceMark = 'one-time:'

/** Somebody else made this password: it opens the door once, to choose one's own. */
export function isOneTime(passwordHash: string): boolean {
  return passwordHash.startsWith(onceMark)
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), argon2Costs)
}

export async function hashOneTimePassword(password: string): Promise<string> {
  return onceMark + (await hashPassword(password))
}

/** What is verified for a name that nobody has: the same work, and never right. */
const nobody = hash(randomBytes(32), argon2Costs)

/** Takes the same time with and without a hash to compare with. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const against = passwordHash?.replace(onceMark, '') ?? (await nobody)
  const same = await verify(against, password.normalize('NFKC'))
  return same && passwordHash !== undefined
}

/** Made with other costs than today's. A one-time password is replaced at its only use. */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = argon2Costs
  return (
    !isOneTime(passwordHash) &&
    !passwordHash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`)
  )
}

/** No I, l, O, 0, 1: read from a screen and typed on another. 31 letters, 20 places: 99 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** xxxxx-xxxxx-xxxxx-xxxxx */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
