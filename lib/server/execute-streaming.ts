import { siteCommands } from '@/lib/runbooks/commands'
import {
  type Command,
  type ErrorRecord,
  errorRecord,
  findCmdlet,
  type Outcome,
  ok,
  type Result,
  start,
} from '@/lib/shell'
import type { HostOutcome } from '@/lib/shell/language'
import type { PrismaClient } from '@/prisma/generated/client'
import { db } from './db'
import { callerOf, type Origin, record } from './execute'
import { withRole } from './run-command'
import { openSite } from './site'

/** Objects that go through a pipeline between two looks at the outside. */
const fullPage = 500
/** Milliseconds after which a page goes on as it is: what is found early is seen early. */
const longestWait = 50

/** Whether a command may write more than should stand in memory at once: a Get- changes nothing and needs no transaction. */
export function isRead(command: Command): boolean {
  const found = findCmdlet(siteCommands, command)
  return found?.reads === true && /^get-/i.test(found.name) && command.into === undefined
}

/**
 * Runs a Get- whose objects are read as the pipeline takes them. It holds no transaction and, between two pages, no
 * connection: what the pipeline changes meanwhile runs in transactions of its own, and never waits for what reads.
 * Under READ COMMITTED each page would be as it is when it is read in one transaction, too.
 */
export async function executeStreaming(
  command: Command,
  origin: Origin,
  client: PrismaClient = db,
): Promise<Result<HostOutcome>> {
  const started = performance.now()
  const { site } = await openSite(client, callerOf(origin.actor))
  const result = await start(siteCommands, command, site)
  if (!result.ok) {
    const error = await withRole(result.error, site)
    await record(client, origin, command, Math.round(performance.now() - started), error)
    return { ok: false, error }
  }
  const { stream, ...rest }: Outcome = result.value
  return ok(stream ? { ...rest, pages: inPages(stream) } : rest)
}

/** What came within a moment, 500 objects at most. */
export async function* inPages(
  objects: AsyncIterable<object>,
  tell: (thrown: unknown) => void = console.error,
): AsyncGenerator<readonly object[], ErrorRecord | undefined, void> {
  let page: object[] = []
  let since = performance.now()
  let error: ErrorRecord | undefined
  try {
    for await (const one of objects) {
      page.push(one)
      if (page.length < fullPage && performance.now() - since < longestWait) continue
      yield page
      page = []
      since = performance.now()
    }
  } catch (thrown) {
    tell(thrown)
    error = cutShort
  }
  if (page.length > 0) yield page
  return error
}

const cutShort = errorRecord(
  'NotSpecified',
  'UnexpectedFailure',
  'The rest could not be read: this program met an error that it did not expect.',
  { recommendedAction: 'Run the command again. The terminal that the dashboard was started in says more.' },
)
