/**
 * A process with the server's code on one database, for figures that are taken below the pages. DATABASE_URL and
 * SECRET_KEY are its environment; it answers one job at a time, and ends when the bench does.
 */
import { randomUUID } from 'node:crypto'
import {
  dnsRecordsChecklist,
  networkFacts,
  reverseProxyChecklist,
  routerChecklist,
  splitDnsChecklist,
} from '@/lib/checklists'
import { db } from '@/lib/server/db'
import { createExample } from '@/lib/server/example'
import { integrateFacts } from '@/lib/server/facts/integrate'
import { addUserFacts } from '@/lib/server/facts/users'
import { mailFlow } from '@/lib/server/queries/mail-flow'
import { readTrackingSearch, searchTracking } from '@/lib/server/queries/tracking-search'
import { listUsers, readUserQuery } from '@/lib/server/queries/users'
import { runWorker } from '@/lib/server/run-worker'
import { startRun } from '@/lib/server/runs'
import { openSite } from '@/lib/server/site'
import { vault } from '@/lib/server/vault'
import { secure } from '@/lib/shell'
import { type Answers, withSuggestions } from '@/lib/wizards'
import { addUser } from '@/lib/wizards/add-user'
import { integrate } from '@/lib/wizards/integrate'
import { fillUsers } from './fill-users'
import { shellJobs } from './inside-shell'
import { mailJobs } from './mail-inside'

const origin = { actor: 'admin@contoso.com', source: 'bench' }
const atOnce = 8

const sealed = (answers: Answers) => (field: string, prompt: string) =>
  secure(prompt, vault.seal(String(answers[field] ?? '')))

const open = async () => (await openSite(db, 'admin')).site

async function finished(runIds: readonly string[]): Promise<void> {
  await runWorker().wake()
  await runWorker().idle()
  const well = await db.run.count({ where: { id: { in: [...runIds] }, state: 'succeeded' } })
  if (well !== runIds.length) throw new Error(`${runIds.length - well} of ${runIds.length} runs failed`)
}

async function firstDelivery(): Promise<string> {
  const { id, server } = await db.mailQueue.findFirstOrThrow({
    where: { kind: 'Delivery' },
    orderBy: { id: 'asc' },
  })
  return `${server}\\${id}`
}

const jobs = {
  ...shellJobs,
  ...mailJobs,

  /** The Contoso example, with Exchange integrated. */
  async prepare({ adminPassword }: { adminPassword: string }) {
    await createExample({ adminPassword })
    const facts = await integrateFacts(await open())
    const answers = withSuggestions(integrate, facts, { certificate: 'self' })
    await finished([await startRun(integrate.compile(facts, answers, sealed(answers)), origin)])
  },

  async fill({ users }: { users: number }) {
    await fillUsers(users)
  },

  /** One page of the users list. */
  async list(parameters: Record<string, string>) {
    const begun = performance.now()
    const { next } = await listUsers(readUserQuery(parameters))
    return { milliseconds: performance.now() - begun, next }
  },

  /** One page of Message tracking. */
  async searchTracking(parameters: Record<string, string>) {
    const begun = performance.now()
    await searchTracking(readTrackingSearch(parameters))
    return { milliseconds: performance.now() - begun }
  },

  /** What the page of the mail flow shows. */
  async mailFlow({ looked }: { looked: boolean }) {
    const queue = looked ? await firstDelivery() : null
    const begun = performance.now()
    const { queues } = await mailFlow(await open(), { queue, message: null, after: null })
    if (queues.length === 0) throw new Error('There are no queues')
    return { milliseconds: performance.now() - begun }
  },

  /** Runs of the Add a User Account wizard's runbook, eight at once, to the end of the last one. */
  async addUsers({ count }: { count: number }) {
    const facts = await addUserFacts(await open())
    const password = 'Winter-2026!'
    const left = Array.from({ length: count }, () => {
      const name = `bench${randomUUID().slice(0, 8)}`
      const answers = withSuggestions(addUser, facts, {
        firstName: 'Frank',
        lastName: 'Miller',
        logonName: name,
        alias: name,
        password,
        confirmation: password,
      })
      return { name, runbook: addUser.compile(facts, answers, sealed(answers)) }
    })
    const begun = performance.now()
    const runs: { id: string; name: string }[] = []
    const starting = async () => {
      for (let next = left.pop(); next; next = left.pop())
        runs.push({ id: await startRun(next.runbook, origin), name: next.name })
    }
    await Promise.all(Array.from({ length: atOnce }, starting))
    await finished(runs.map(({ id }) => id))
    return { seconds: (performance.now() - begun) / 1000, runs }
  },

  /** Every row of every checklist at once: when the last was answered, and when half of them were. Milliseconds. */
  async checks() {
    const facts = await networkFacts(await open())
    if (!facts) throw new Error('the site is not described')
    const ask = () =>
      [dnsRecordsChecklist, routerChecklist, reverseProxyChecklist, splitDnsChecklist].flatMap(
        (checklist) => checklist(facts).rows,
      )
    const begun = performance.now()
    const since = () => performance.now() - begun
    const times = await Promise.all(ask().map(({ finding }) => finding.then(since)))
    return {
      rows: times.length,
      all: Math.max(...times),
      median: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0,
    }
  },

  /** As many passwords as `addUsers` would hash, and nothing else. */
  async hash({ count, atOnce: parallel = atOnce }: { count: number; atOnce?: number }) {
    const begun = performance.now()
    let left = count
    const one = async () => {
      while (left-- > 0) await vault.hashPassword('Winter-2026!')
    }
    await Promise.all(Array.from({ length: parallel }, one))
    return { seconds: (performance.now() - begun) / 1000 }
  },
}

export type Jobs = typeof jobs

process.on('disconnect', () => process.exit(0))
process.on('message', async ({ job, input }: { job: keyof Jobs; input: never }) => {
  try {
    process.send?.({ output: (await jobs[job](input)) ?? null })
  } catch (error) {
    process.send?.({ failure: (error as Error).stack })
  }
})
process.send?.({ output: 'ready' })
