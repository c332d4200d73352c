import {
  type AllowedCmdlets,
  allowedCmdlets,
  cmdletOn,
  type ExchangeVersion,
  isGoverned,
  type Site,
  shellVersion,
} from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import { type Cmdlet, findCmdlet } from '@/lib/shell'
import type { Host, HostCommand } from '@/lib/shell/language'

/** Programs get their words as they stand; they are no cmdlets. */
const programs = new Set(['setup.exe', 'setup.com'])

const typePrefix = 'Microsoft.Exchange.'

/** The columns of a noun are those of its Get-. */
function columnsOf(noun: string): readonly string[] | null {
  return siteCommands.get(`get-${noun.toLowerCase()}`)?.columns ?? null
}

/** How the console shows objects of a type. */
export function shellView(type: string): { readonly table: readonly string[] } | null {
  const table = type.startsWith(typePrefix) ? columnsOf(type.slice(typePrefix.length)) : null
  return table && { table }
}

const known = new WeakMap<Cmdlet<Site>, HostCommand>()

/** The same object for the same cmdlet: the language keeps what it made of its parameters. */
function hostCommand(cmdlet: Cmdlet<Site>): HostCommand {
  const made = known.get(cmdlet) ?? asHostCommand(cmdlet)
  known.set(cmdlet, made)
  return made
}

function asHostCommand(cmdlet: Cmdlet<Site>): HostCommand {
  if (programs.has(cmdlet.name.toLowerCase())) return { ...cmdlet, program: true }
  const noun = cmdlet.name.split('-')[1] ?? ''
  return columnsOf(noun) ? { ...cmdlet, outputType: `${typePrefix}${noun}` } : cmdlet
}

/**
 * The commands of a shell: those that the site's version of Exchange has. Get-Command lists those that its caller may
 * run; that others are not recognized is said when they are run, with what is to be done about it.
 */
export interface ShellCommands extends Pick<Host, 'commands'> {
  /** Asks the site again: Exchange may have been installed or removed, or a role been given. */
  refresh(site: Site): Promise<void>
}

/** None of Exchange's until it is refreshed. */
export function shellCommands(): ShellCommands {
  let version: ExchangeVersion | null = null
  let allowed: AllowedCmdlets | null = null
  const here = (cmdlet: Cmdlet<Site>): HostCommand | null => {
    const found = cmdletOn(cmdlet, version)
    return found && hostCommand(found)
  }
  const permitted = (cmdlet: Cmdlet<Site>) => !isGoverned(cmdlet) || (allowed?.permits(cmdlet.name) ?? false)
  return {
    commands: {
      find(name) {
        const found = findCmdlet(siteCommands, { name, arguments: {} })
        return found && here(found)
      },
      list: () =>
        [...siteCommands.values()]
          .filter(permitted)
          .map(here)
          .filter((one) => one !== null),
    },
    async refresh(site) {
      version = await shellVersion(site)
      allowed = await allowedCmdlets(site, site.caller)
    },
  }
}
