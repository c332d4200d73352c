import { siteCommands } from '@/lib/runbooks/commands'
import type { TestSite } from '@/lib/server/test-site'
import { type Command, findCmdlet, invoke, type Outcome, type Result, secure } from '@/lib/shell'
import type { Host, HostCommand } from '@/lib/shell/language/host'
import { openShell } from '@/lib/shell/language/shell'
import type { Site } from '../store'
import { examplePassword } from './example-certificates'

/** A statement that failed, as far as a count of them needs it. */
export interface Problem {
  readonly statement: string
  readonly errorId: string
  readonly message: string
}

/** A script in a shell of its own, on a site or in a transaction of it; nobody is there to answer. */
export async function runScript(site: Site, source: string): Promise<readonly Problem[]> {
  const shell = await openShell(hostOf(site), {
    steps: 1_000_000,
    milliseconds: 20_000,
    records: 50_000,
    depth: 50,
    cells: 50_000_000,
  })
  const problems: Problem[] = []
  for await (const { statement, ok, errors } of shell.run(source)) {
    for (const { record } of errors)
      problems.push({ statement, errorId: record.errorId, message: record.message })
    if (!ok && errors.length === 0)
      problems.push({ statement, errorId: 'Failed', message: 'no reason given' })
  }
  return problems
}

function hostOf(site: Site): Host {
  const password = secure('Password', site.vault.seal(examplePassword))
  const execute = (command: Command): Promise<Result<Outcome>> => invoke(siteCommands, command, site)
  return {
    commands: {
      find: (name) => {
        const found = findCmdlet(siteCommands, { name, arguments: {} })
        return found ? (found as unknown as HostCommand) : null
      },
      list: () => [...siteCommands.values()] as unknown as HostCommand[],
    },
    execute,
    whatIf: async () => ({ ok: true, value: [] }),
    ask: async (question) => {
      if (question.kind === 'secret') return { kind: 'secret', secret: password }
      if (question.kind === 'credential')
        return { kind: 'credential', userName: question.userName || 'CONTOSO\\admin', secret: password }
      return question.kind === 'confirm' ? { kind: 'confirm', choice: 'yes' } : { kind: 'none' }
    },
    write: () => undefined,
    now: () => site.clock.now(),
    seal: (secret) => secure('Secret', site.vault.seal(secret)),
    drive: {
      read: (path) => site.drive.read(path),
      write: async (path, content) => {
        await site.drive.write(path, content)
        return { ok: true, value: undefined }
      },
      remove: async () => true,
      list: async () => [],
    },
    environment: new Map([['username', 'admin']]),
  }
}

class RolledBack extends Error {}

/** What a script does, then everything as it was. */
export async function rehearse(site: TestSite, source: string): Promise<readonly Problem[]> {
  let problems: readonly Problem[] = []
  try {
    await site.inTransaction(async (inside) => {
      problems = await runScript(inside, source)
      throw new RolledBack()
    })
  } catch (thrown) {
    if (!(thrown instanceof RolledBack)) throw thrown
  }
  return problems
}
