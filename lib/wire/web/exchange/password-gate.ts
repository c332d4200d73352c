import { hash, verify } from '@node-rs/argon2'

export type Judged = 'right' | 'wrong' | 'busy'

/** Verifying costs memory and time on purpose; whoever guesses gets little of both. */
const atOnce = 2
const mostWaiting = 20
/** Wrong passwords in a row before a name has to wait, and for how long. */
const mostFailures = 5
const pauseMs = 30_000
const mostNames = 1_000

interface Failures {
  count: number
  until: number
}

/** One for a process: the computer is the same, however many servers are simulated on it. */
const failures = new Map<string, Failures>()
const waiting: (() => void)[] = []
let busy = 0

async function enter(): Promise<boolean> {
  if (busy < atOnce) busy++
  else if (waiting.length >= mostWaiting) return false
  else await new Promise<void>((resolve) => waiting.push(resolve))
  return true
}

/** Whoever waits takes the place over. */
function leave(): void {
  const next = waiting.shift()
  if (next) next()
  else busy--
}

function noteFailure(name: string, now: number): void {
  const before = failures.get(name)
  failures.delete(name)
  const count = (before?.count ?? 0) + 1
  failures.set(name, { count, until: count >= mostFailures ? now + pauseMs : 0 })
  const [oldest] = failures.keys()
  if (failures.size > mostNames && oldest !== undefined) failures.delete(oldest)
}

/** For a name that nobody has, so that its answer takes as long as another. */
const nobody = hash('nobody has this password', { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

/**
 * Whether this is the password behind the hash (argon2id; null: of nobody). `busy`: too many ask, or this name was
 * tried too often; then the password was not looked at.
 */
export async function judgePassword(
  name: string,
  passwordHash: string | null,
  password: string,
  now = performance.now(),
): Promise<Judged> {
  const key = name.toLowerCase()
  const held = failures.get(key)
  if (held && held.until > now) return 'busy'
  if (!(await enter())) return 'busy'
  try {
    const right = await verify(passwordHash ?? (await nobody), password).catch(() => false)
    if (right && passwordHash !== null) {
      failures.delete(key)
      return 'right'
    }
    noteFailure(key, now)
    return 'wrong'
  } finally {
    leave()
  }
}
