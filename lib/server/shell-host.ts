import { server } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import type { Change } from '@/lib/runbooks/change'
import { type Command, ok, type Result, refuse, secure } from '@/lib/shell'
import type { Answer, Drive, Host, Question, StreamRecord } from '@/lib/shell/language'
import { db } from './db'
import { callerOf, execute } from './execute'
import { executeStreaming, isRead } from './execute-streaming'
import { tryRunbook } from './runs'
import { shellCommands, shellView } from './shell-commands'
import { openSite } from './site'
import { vault } from './vault'

/** A script's files are few and small: certificates, lists, scripts. */
const largestFile = 10_000_000
const mostFiles = 1000

export interface ShellPerson {
  /** Who runs the commands, as the activity log names them. */
  readonly actor: string
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  write(record: StreamRecord): void
  /** Called before a command runs. Gives the ScriptRun that it belongs to, where one is kept. */
  begins?(command: Command): Promise<string | undefined>
}

/** The site's own drive, within bounds. */
export async function siteDrive(caller: string): Promise<Drive> {
  const { site } = await openSite(db, caller)
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

/** The computer that the shell runs on: the one with Exchange, or that is to have it. */
async function shellComputer({ store }: Site): Promise<string> {
  const computers = await store.list(server)
  return computers.find(({ properties }) => properties.role !== 'essentials')?.name ?? 'EXCH01'
}

/** All that a script reaches on the rehearsed site: its commands, its drive, its clock, and whoever sits before it. */
export async function siteHost({ actor, ask, write, begins }: ShellPerson): Promise<Host> {
  const { site } = await openSite(db, callerOf(actor))
  let ahead = site.clock.now().getTime() - Date.now()
  const { commands, refresh } = shellCommands()
  const refreshed = async () => refresh((await openSite(db, callerOf(actor))).site)
  return {
    commands,
    refresh: refreshed,
    async execute(command: Command) {
      const scriptRunId = await begins?.(command)
      const origin = { actor, source: 'shell', ...(scriptRunId ? { scriptRunId } : {}) }
      const done = isRead(command) ? await executeStreaming(command, origin) : await execute(command, origin)
      if (command.name.toLowerCase() === 'start-sleep')
        ahead = (await openSite(db, callerOf(actor))).site.clock.now().getTime() - Date.now()
      if (commands.find(command.name)?.program) await refreshed()
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
    drive: await siteDrive(callerOf(actor)),
    environment: new Map([
      ['USERNAME', callerOf(actor)],
      ['COMPUTERNAME', await shellComputer(site)],
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
