import type { Change } from '@/lib/runbooks/change'
import { siteCommands } from '@/lib/runbooks/commands'
import { type Command, findCmdlet, ok, type Result, refuse, secure } from '@/lib/shell'
import type { Answer, Drive, Host, HostCommand, Question, StreamRecord } from '@/lib/shell/language'
import { db } from './db'
import { callerOf, execute } from './execute'
import { tryRunbook } from './runs'
import { openSite } from './site'
import { vault } from './vault'

/** A script's files are few and small: certificates, lists, scripts. */
const largestFile = 10_000_000
const mostFiles = 1000

/** Programs get their words as they stand; they are no cmdlets. */
const programs = new Set(['arrconfig', 'setup.exe', 'setup.com'])

export interface ShellPerson {
  /** Who runs the commands, as the activity log names them. */
  readonly actor: string
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  write(record: StreamRecord): void
}

const typePrefix = 'Microsoft.Exchange.'

/** The columns of a noun are those of its Get-. */
function columnsOf(noun: string): readonly string[] | null {
  return siteCommands.get(`get-${noun.toLowerCase()}`)?.columns ?? null
}

function hostCommand(name: string): HostCommand | null {
  const found = findCmdlet(siteCommands, { name, arguments: {} })
  if (!found) return null
  if (programs.has(found.name.toLowerCase())) return { ...found, program: true }
  const noun = found.name.split('-')[1] ?? ''
  return columnsOf(noun) ? { ...found, outputType: `${typePrefix}${noun}` } : found
}

/** How the console shows objects of a type. */
export function shellView(type: string): { readonly table: readonly string[] } | null {
  const table = type.startsWith(typePrefix) ? columnsOf(type.slice(typePrefix.length)) : null
  return table && { table }
}

/** The site's own drive, within bounds. */
async function boundedDrive(actor: string): Promise<Drive> {
  const { site } = await openSite(db, callerOf(actor))
  return {
    read: (path) => site.drive.read(path),
    async write(path, content) {
      if (content.length > largestFile)
        return refuse('ResourceUnavailable', 'FileTooLarge', `${path} would have more than 10 MB.`, {
          target: 'Path',
        })
      if ((await site.drive.read(path)) === null && (await db.driveFile.count()) >= mostFiles)
        return refuse('ResourceUnavailable', 'DriveFull', 'The drive holds 1,000 files already.', {
          target: 'Path',
          recommendedAction: 'Remove those that are not needed any more.',
        })
      await site.drive.write(path, content)
      return ok(undefined)
    },
    async remove(path) {
      const there = (await site.drive.read(path)) !== null
      await site.drive.remove(path)
      return there
    },
    async list() {
      const files = await db.driveFile.findMany({ select: { path: true, size: true, createdAt: true } })
      return files.map(({ path, size, createdAt }) => ({ path, size, modified: createdAt }))
    },
  }
}

function sentence({ action, what, properties }: Change): string {
  const verbs = { create: 'Creating', change: 'Changing', remove: 'Removing' } as const
  const parts = properties.map(
    ({ name, before, after }) => `${name}: ${before ?? '(none)'} -> ${after ?? '(none)'}`,
  )
  return `${verbs[action]} the ${what}${parts.length > 0 && action === 'change' ? ` (${parts.join('; ')})` : ''}.`
}

/** All that a script reaches on the rehearsed site: its commands, its drive, its clock, and whoever sits before it. */
export async function siteHost({ actor, ask, write }: ShellPerson): Promise<Host> {
  const { site } = await openSite(db, callerOf(actor))
  let ahead = site.clock.now().getTime() - Date.now()
  const names = [...siteCommands.values()]
  return {
    commands: { find: hostCommand, list: () => names },
    async execute(command: Command) {
      const done = await execute(command, { actor, source: 'shell' })
      if (command.name.toLowerCase() === 'start-sleep')
        ahead = (await openSite(db, callerOf(actor))).site.clock.now().getTime() - Date.now()
      return done
    },
    async whatIf(command): Promise<Result<readonly string[]>> {
      const [tried] = await tryRunbook(
        { title: command.name, steps: [{ title: command.name, command }] },
        actor,
      )
      if (tried?.error) return { ok: false, error: tried.error }
      return ok(tried && tried.changes.length > 0 ? tried.changes.map(sentence) : ['Changing nothing.'])
    },
    ask,
    write,
    now: () => new Date(Date.now() + ahead),
    view: shellView,
    seal: (secret) => secure('', vault.seal(secret)),
    drive: await boundedDrive(actor),
    environment: new Map([
      ['USERNAME', callerOf(actor)],
      ['COMPUTERNAME', 'EXCH01'],
      ['USERPROFILE', `C:\\Users\\${callerOf(actor)}`],
    ]),
    modules: [
      'ServerManager',
      'ActiveDirectory',
      'WebAdministration',
      'DnsServer',
      'Microsoft.Exchange.Management.PowerShell.E2010',
      'Microsoft.Exchange.Management.PowerShell.SnapIn',
    ],
  }
}
