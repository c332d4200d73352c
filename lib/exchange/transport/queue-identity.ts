/** What an identity of a queue or a message means. Parts that are absent mean any. */
export interface QueueIdentity {
  /** Absent for the server where the shell runs. */
  readonly server?: string
  /** `Submission`, `Unreachable`, `Poison`, `Shadow\3`, or a number. */
  readonly key?: string
  readonly nextHopDomain?: string
  readonly message?: string
}

const special = /^(submission|unreachable|poison)$/i
const number = /^\d{1,18}$/

/**
 * `Server\Submission`, `Server\435`, `Server\*`, `Server\contoso.com`, `Server\Shadow\3`, and the same without
 * the server. `servers` are the names of the transport servers: one of them alone means all of its queues.
 */
export function parseQueueIdentity(text: string, isServer: (name: string) => boolean): QueueIdentity {
  const parts = text.trim().split('\\')
  if (parts.length === 1) {
    const [only = ''] = parts
    return isServer(only) ? { server: only } : queuePart(only)
  }
  const [first = '', ...rest] = parts
  const ownShadow = first.toLowerCase() === 'shadow' && number.test(rest.join('\\'))
  return ownShadow ? { key: `Shadow\\${rest[0]}` } : { server: first, ...queuePart(rest.join('\\')) }
}

function queuePart(part: string): QueueIdentity {
  if (part === '*' || part === '') return {}
  return special.test(part) || number.test(part) || /^shadow\\\d{1,18}$/i.test(part)
    ? { key: part }
    : { nextHopDomain: part }
}

/** `Server\Queue\25`, `Server\*\25`, `Queue\25`, `25`. */
export function parseMessageIdentity(text: string, isServer: (name: string) => boolean): QueueIdentity {
  const parts = text.trim().split('\\')
  const message = parts.at(-1) ?? ''
  if (parts.length === 1) return { message }
  return { ...parseQueueIdentity(parts.slice(0, -1).join('\\'), isServer), message }
}

export function isMeant(
  { key, nextHopDomain }: QueueIdentity,
  queue: { key: string; nextHopDomain: string },
) {
  const same = (one: string | undefined, other: string) =>
    one === undefined || one.toLowerCase() === other.toLowerCase()
  return same(key, queue.key) && same(nextHopDomain, queue.nextHopDomain)
}
