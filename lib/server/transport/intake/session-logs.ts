import type { SessionLog } from '@/lib/wire'
import type { Queryable } from '../pool'
import { jsonText } from '../tracking-rows'

/** Sessions are written together, this long after the first; more than so many that wait are lost. */
const pauseMs = 250
const mostWaiting = 2000

/** The protocol log: written soon after a session has ended. */
export function openSessionLogs(on: Queryable): { add(session: SessionLog): void; flush(): Promise<void> } {
  let waiting: SessionLog[] = []
  let timer: NodeJS.Timeout | undefined
  let under = Promise.resolve()
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length > 0) under = under.then(() => write(on, batch)).catch(() => undefined)
    return under
  }
  return {
    add(session) {
      if (waiting.length >= mostWaiting) return
      waiting.push(session)
      timer ??= setTimeout(flush, pauseMs).unref()
    },
    flush,
  }
}

async function write(on: Queryable, sessions: readonly SessionLog[]): Promise<void> {
  const rows = sessions.map(({ startedAt, ...session }) => ({ ...session, at: startedAt }))
  await on.query({ name: 'write-sessions', text: insert, values: [jsonText(rows)] })
}

const insert = `
  insert into "TransportSession" ("at", "kind", "server", "connector", "sessionId", "localEndpoint", "remoteEndpoint",
    "lines")
  select "at", "kind", "server", "connector", "sessionId", "localEndpoint", "remoteEndpoint", "lines"
  from jsonb_to_recordset($1::jsonb) as session("at" timestamptz, "kind" text, "server" text, "connector" text,
    "sessionId" text, "localEndpoint" text, "remoteEndpoint" text, "lines" jsonb)`
