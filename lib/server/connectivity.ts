import {
  type Analysis,
  analyses,
  analyze,
  type Credential,
  examinedSite,
  findAnalysis,
  printSteps,
  type Step,
} from '@/lib/analyzer'
import type { Site } from '@/lib/exchange'
import type { Vantage } from '@/lib/network'
import { type Command, command, ok, type Result, refuse } from '@/lib/shell'
import { firstOf, type Parameters } from './address'

/** The test that an address or a form names, and from where; null for one that there is not. */
export function chosenTest({ test, from }: Parameters): { analysis: Analysis; from: Vantage } | null {
  const analysis = findAnalysis(firstOf(test) ?? '')
  if (!analysis) return null
  return { analysis, from: analysis.from.find((one) => one === firstOf(from)) ?? analysis.from[0] }
}

/** A test as the command that runs it. */
export function testCommand({ name }: Analysis, from: Vantage): Command {
  return command('Test-SiteConnectivity', { Test: name, From: from === 'inside' ? 'Inside' : 'Internet' })
}

export function fullTitle({ title, from: places }: Analysis, from: Vantage): string {
  if (places.length === 1) return title
  return `${title}, ${from === 'inside' ? 'from inside the office' : 'from the Internet'}`
}

/** The tests by their steps' own words, to paste somewhere. */
export function printTest(analysis: Analysis, from: Vantage, steps: readonly Step[]): string {
  return printSteps(fullTitle(analysis, from), steps)
}

export interface SignedInTest {
  readonly title: string
  readonly steps: readonly Step[]
  readonly text: string
}

const longestAddress = 320
const longestPassword = 512

function parseCredential(address: string, password: string): Result<Credential> {
  if (!/^[^\s@<>\p{C}]{1,64}@[^\s@<>\p{C}]{1,255}$/u.test(address) || address.length > longestAddress)
    return refuse('InvalidArgument', 'AddressInvalid', 'This is not an email address.', {
      target: 'address',
      recommendedAction: 'Such as FrankM@contoso.com.',
    })
  if (password === '' || password.length > longestPassword || /\p{Cc}/u.test(password))
    return refuse('InvalidArgument', 'PasswordMissing', 'Type the password of the mailbox’s account.', {
      target: 'password',
    })
  return ok({ address, password })
}

/** Runs a test that signs in. The password is used for it and kept nowhere. */
export async function runSignedIn(
  site: Site,
  typed: Readonly<Record<'test' | 'from' | 'address' | 'password', string>>,
): Promise<Result<SignedInTest>> {
  const chosen = chosenTest(typed)
  if (!chosen?.analysis.signsIn)
    return refuse('ObjectNotFound', 'TestNotFound', 'There is no such test.', {
      recommendedAction: `Those that sign in are: ${analyses
        .filter(({ signsIn }) => signsIn)
        .map(({ title }) => title)
        .join(', ')}.`,
    })
  const user = parseCredential(typed.address.trim(), typed.password)
  if (!user.ok) return user
  const examined = await examinedSite(site, user.value)
  if (!examined)
    return refuse('ObjectNotFound', 'SiteNotDescribed', 'The site has not been described yet.', {
      recommendedAction: 'Describe it first.',
    })
  const { analysis, from } = chosen
  const steps = await analyze(analysis, examined, from)
  return ok({
    title: `${fullTitle(analysis, from)}, as ${user.value.address}`,
    steps,
    text: printTest(analysis, from, steps),
  })
}
