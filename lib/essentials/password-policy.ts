export type PasswordLevel = 'Weak' | 'Medium' | 'MediumStrong' | 'Strong'

export interface PasswordPolicy {
  readonly level: PasswordLevel
  readonly neverExpires: boolean
  readonly maximumAgeDays: number
}

export const defaultPasswordPolicy: PasswordPolicy = {
  level: 'Strong',
  neverExpires: false,
  maximumAgeDays: 180,
}

interface LevelRules {
  readonly title: string
  readonly description: string
  readonly minimumLength: number
  /** Windows' "must meet complexity requirements": three of four classes, and no names in it. */
  readonly complex: boolean
}

/** The four positions of the original's slider. */
export const passwordLevels: Readonly<Record<PasswordLevel, LevelRules>> = {
  Weak: {
    title: 'Weak',
    description: 'A password cannot be blank.',
    minimumLength: 1,
    complex: false,
  },
  Medium: {
    title: 'Medium',
    description: 'At least 5 characters.',
    minimumLength: 5,
    complex: false,
  },
  MediumStrong: {
    title: 'Medium Strong',
    description:
      'At least 5 characters, of three of these kinds: capital letters, small letters, digits, symbols.',
    minimumLength: 5,
    complex: true,
  },
  Strong: {
    title: 'Strong',
    description:
      'At least 7 characters, of three of these kinds: capital letters, small letters, digits, symbols.',
    minimumLength: 7,
    complex: true,
  },
}

/** The longest password that Windows' own dialogs take. */
const longestPassword = 127
/** Windows looks only for names of three characters and more. */
const shortestName = 3

/** Whose password it is: names that it must not hold. */
export interface PasswordOwner {
  readonly logonName?: string
  readonly displayName?: string
  readonly email?: string
}

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

/** The parts of a display name, as Windows splits it: at commas, periods, dashes, underscores, spaces, # and tabs. */
function nameParts(displayName: string): readonly string[] {
  return displayName.split(/[,.\-_ #\t]+/)
}

function holdsAny(password: string, names: readonly (string | undefined)[]): boolean {
  const within = password.toLowerCase()
  return names.some((name) => name && name.length >= shortestName && within.includes(name.toLowerCase()))
}

/**
 * The rules of the policy that a password does not meet, each as a sentence; none when it may be used.
 * Length counts UTF-16 units, as Windows does.
 */
export function judgePassword(
  policy: Pick<PasswordPolicy, 'level'>,
  password: string,
  { logonName, displayName = '', email }: PasswordOwner = {},
): readonly string[] {
  const { minimumLength, complex } = passwordLevels[policy.level]
  const unmet: string[] = []
  if (password.trim() === '') unmet.push('It must not be blank.')
  if (password.length < minimumLength && minimumLength > 1)
    unmet.push(`It needs at least ${minimumLength} characters.`)
  if (password.length > longestPassword) unmet.push(`It may have at most ${longestPassword} characters.`)
  if (!password.isWellFormed() || /[\0\r\n]/.test(password))
    unmet.push('It must not hold line breaks or broken characters.')
  if (!complex) return unmet
  if (classes.filter((kind) => kind.test(password)).length < 3)
    unmet.push('It needs three of these kinds: capital letters, small letters, digits, symbols.')
  if (holdsAny(password, [logonName])) unmet.push('It must not hold the logon name.')
  if (holdsAny(password, nameParts(displayName))) unmet.push('It must not hold a part of the name.')
  if (holdsAny(password, [email, email?.split('@')[0]])) unmet.push('It must not hold the e-mail address.')
  return unmet
}

/** When a password that was set then has to be changed; null when passwords never expire. */
export function passwordExpiresAt(policy: PasswordPolicy, changedAt: Date): Date | null {
  return policy.neverExpires ? null : new Date(changedAt.getTime() + policy.maximumAgeDays * 86_400_000)
}
