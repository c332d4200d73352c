import type { Value } from './value'

/**
 * One command line: `New-AcceptedDomain -Name 'official name' -DomainName 'contoso.com'`.
 * Programs such as ARRConfig and setup.exe take their words in `positional`.
 */
export interface Command {
  readonly name: string
  readonly positional?: readonly Value[]
  readonly arguments: Readonly<Record<string, Value>>
  /** The next command of the pipeline: `Get-OwaVirtualDirectory | Set-OwaVirtualDirectory …` */
  readonly into?: Command
}

/** `command('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true })`; undefined arguments are left out. */
export function command(
  name: string,
  args: Record<string, Value | undefined> = {},
  positional?: readonly Value[],
): Command {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as Record<
    string,
    Value
  >
  return positional ? { name, positional, arguments: given } : { name, arguments: given }
}

/** `pipe(a, b)`: a's objects go into b. */
export function pipe(first: Command, next: Command): Command {
  return { ...first, into: first.into ? pipe(first.into, next) : next }
}
