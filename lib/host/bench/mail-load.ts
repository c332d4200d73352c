import { spawnSync } from 'node:child_process'
import { run } from '../processes'

/** A mail server of this computer, as the bench of the mail meets it. */
export interface MailServer {
  readonly port: number
  readonly recipient: string
  /** Resolves when nothing waits in its queues any more. */
  emptied(): Promise<void>
  /** Of the messages since this was asked last: the median time from their coming to their delivery, milliseconds. */
  transit(): Promise<number>
}

/** One that is not ours. */
export interface Rival extends MailServer {
  /** What it has done with a message when it says 250, and what its delivery is: a few words. */
  readonly accepts: string
  readonly delivers: string
}

export interface Way {
  readonly connections: number
  /** Whether a connection takes one message after the other; else each has one of its own. */
  readonly reused: boolean
}

export interface Flow {
  /** Messages a second. */
  readonly accepted: number
  readonly delivered: number
  readonly transit: number
}

const patienceMs = 300_000

export const hasSmtpSource = () => spawnSync('smtp-source', []).error === undefined

/** smtp-source as Postfix ships it: messages of 2 kB. Gives how many a second had their 250. @throws when one had none */
export async function acceptedBySmtp(
  { port, recipient }: Pick<MailServer, 'port' | 'recipient'>,
  { connections, reused }: Way,
  messages: number,
): Promise<number> {
  const counts = ['-s', String(connections), '-m', String(messages), '-l', '2048']
  const who = ['-M', 'mail.fabrikam.com', '-f', 'j.park@fabrikam.com', '-t', recipient]
  const begun = performance.now()
  const words = [...(reused ? ['-d'] : []), '-4', ...counts, ...who, `127.0.0.1:${port}`]
  // It waits for ever for a server that does not greet.
  const signal = AbortSignal.timeout(patienceMs)
  const { code, output } = await run('smtp-source', words, { quiet: true, signal })
  if (code !== 0) throw new Error(`smtp-source ended with ${code}: ${output}`)
  return messages / ((performance.now() - begun) / 1000)
}

/** One round: all accepted, and then all delivered. */
export async function sendThrough(server: MailServer, way: Way, messages: number): Promise<Flow> {
  const begun = performance.now()
  const accepted = await acceptedBySmtp(server, way, messages)
  await server.emptied()
  const delivered = messages / ((performance.now() - begun) / 1000)
  return { accepted, delivered, transit: await server.transit() }
}
