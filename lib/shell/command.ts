import type { Value } from './value'

/**
 * One command line: `New-AcceptedDomain -Name 'official name' -DomainName 'contoso.com'`.
 * Programs such as ARRConfig and setup.exe take their words in `positional`.
 */
export interface Command {
  readonly name: string
  readonly positional?: readonly Value[]
  readonly arguments: Readonly<Record<string, Value>>
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
