import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from '@/lib/shell'
import { writePlace } from './queries/keyset'
import { listRuns } from './queries/runs'
import { runKeeper } from './run-keeper'
import { type TestSite, testSite } from './test-site'

let site: TestSite
let runs: typeof import('./runs')
let worker: ReturnType<typeof import('./run-worker').runWorker>
const origin = { actor: 'admin@contoso.com', source: 'test' }

beforeAll(async () => {
  site = await testSite()
  process.env.DATABASE_URL = site.url
  runs = await import('./runs')
  worker = (await import('./run-worker')).runWorker()
})
afterAll(async () => {
  await worker.stop()
  await (await import('./db')).database().$disconnect()
  await site.close()
})

const wait = (seconds: number) => ({
  title: `wait ${seconds}`,
  command: command('Start-Sleep', { Seconds: seconds }),
})
const wrong = (more = {}) => ({ title: 'fails', command: command('Set-Nothing'), ...more })

async function finished(id: string) {
  await worker.wake()
  await worker.idle()
  return site.db.run.findUniqueOrThrow({ where: { id }, include: { steps: { orderBy: { index: 'asc' } } } })
}

describe('a run', () => {
  it('keeps each step with its result, and one line of the activity log a step', async () => {
    const run = await finished(await runs.startRun({ title: 'two', steps: [wait(1), wait(2)] }, origin))
    expect(run).toMatchObject({
      state: 'succeeded',
      doneCount: 2,
      steps: [{ state: 'done' }, { state: 'done' }],
    })
    const activity = await site.db.activity.findMany({ where: { runId: run.id }, orderBy: { id: 'asc' } })
    expect(activity.map(({ command }) => command)).toEqual([
      'Start-Sleep -Seconds 1',
      'Start-Sleep -Seconds 2',
    ])
  })

  it('stops at the step that fails, says why, and goes on from there when it is retried', async () => {
    const id = await runs.startRun({ title: 'three', steps: [wait(1), wrong(), wait(3)] }, origin)
    const run = await finished(id)
    expect(run).toMatchObject({ state: 'failed', doneCount: 1 })
    expect(run.steps.map(({ state }) => state)).toEqual(['done', 'failed', 'waiting'])
    expect(run.steps[1]?.error).toMatchObject({ errorId: 'CommandNotFoundException' })
    await site.db.runStep.update({
      where: { runId_index: { runId: id, index: 1 } },
      data: { command: wait(9).command as object },
    })
    expect((await runs.retryRun(id)).ok).toBe(true)
    expect(await finished(id)).toMatchObject({ state: 'succeeded', doneCount: 3 })
  })

  it('leaves out the rest of a failed group only', async () => {
    const steps = [wrong({ group: 'a' }), { ...wait(1), group: 'a' }, { ...wait(1), group: 'b' }]
    const run = await finished(await runs.startRun({ title: 'groups', steps }, origin))
    expect(run.steps.map(({ state }) => state)).toEqual(['failed', 'skipped', 'done'])
    expect(run.state).toBe('failed')
  })

  it('is started once by a form that is sent twice', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => runs.startRun({ title: 'once', steps: [wait(1)] }, origin, { key: 'form-1' })),
    )
    expect(one).toBe(two)
    expect(await finished(one as string)).toMatchObject({ doneCount: 1 })
  })

  it('goes on where a killed process left it: done steps stay done, the one in work is done again', async () => {
    const id = await runs.startRun({ title: 'killed', steps: [] }, origin)
    await finished(id)
    const rows = [wait(1), wait(2), wait(3)].map(({ title, command }, index) => ({
      runId: id,
      index,
      title,
      command: command as object,
      state: ['done', 'running', 'waiting'][index] as string,
    }))
    await site.db.runStep.createMany({ data: rows })
    await site.db.run.update({ where: { id }, data: { state: 'running', stepCount: 3, doneCount: 1 } })
    expect(await finished(id)).toMatchObject({ state: 'succeeded', doneCount: 3 })
    const lines = await site.db.activity.findMany({ where: { runId: id } })
    expect(lines.map(({ command }) => command).sort()).toEqual([
      'Start-Sleep -Seconds 2',
      'Start-Sleep -Seconds 3',
    ])
  })

  it('keeps a step that another process did meanwhile as done, whatever it comes to here', async () => {
    const id = await runs.startRun({ title: 'two at once', steps: [] }, origin)
    await finished(id)
    const row = { runId: id, index: 0, ...wrong(), command: wrong().command as object, state: 'done' }
    await site.db.runStep.create({ data: row })
    const keeper = runKeeper(site.db, { id, ...origin, undoOf: null })
    expect(await keeper.perform({ index: 0, ...wrong(), state: 'waiting' })).toBeNull()
    expect(await site.db.runStep.findFirst({ where: { runId: id } })).toMatchObject({
      state: 'done',
      error: null,
    })
  })

  it('is not tried again while it is being undone', async () => {
    const id = await runs.startRun({ title: 'half', steps: [wait(1), wrong()] }, origin)
    await finished(id)
    const undo = { title: 'undo', source: '', actor: '', state: 'running', stepCount: 0, undoOf: id }
    const { id: undoing } = await site.db.run.create({ data: undo })
    expect(await runs.retryRun(id)).toMatchObject({ ok: false, error: { errorId: 'RunBeingUndone' } })
    await finished(undoing)
    expect(await finished(id)).toMatchObject({ state: 'undone' })
    expect(await runs.retryRun(id)).toMatchObject({ ok: false, error: { errorId: 'RunNotFailed' } })
  })

  it('is started whatever key a form brings', async () => {
    for (const key of ['a\0b', '\ud800', 'ключ', null]) {
      const more = { key: `x:${runs.formKey(key)}` }
      const run = await finished(await runs.startRun({ title: 'key', steps: [] }, origin, more))
      expect(run.state).toBe('succeeded')
    }
  })

  it('is not found by what is no id', async () => {
    expect(await runs.retryRun('x')).toMatchObject({ error: { errorId: 'RunNotFound' } })
    expect(await runs.undoRun('\0', origin)).toMatchObject({ error: { errorId: 'RunNotFound' } })
    expect(await runs.runbookOf('x')).toBeNull()
  })

  it('is listed from the beginning where the address bar names no place', async () => {
    const id = '00000000-0000-4000-8000-000000000000'
    const all = (await listRuns(undefined)).rows
    for (const value of ['-002000-01-01T00:00:00Z', '+200000-01-01T00:00:00Z', '\ud800', '12'])
      expect((await listRuns(writePlace({ value, id }))).rows, value).toEqual(all)
    expect((await listRuns(writePlace({ value: '2000-01-01T00:00:00.000Z', id }))).rows).toEqual([])
  })

  it('tried first changes nothing', async () => {
    const before = await site.db.siteObject.count()
    const tried = await runs.tryRunbook(
      { title: 'try', steps: [wait(5), wrong(), wait(6)] },
      'admin@contoso.com',
    )
    expect(tried.map(({ error }) => error?.errorId ?? null)).toEqual([null, 'CommandNotFoundException'])
    expect(tried[0]?.changes).not.toEqual([])
    expect(await site.db.siteObject.count()).toBe(before)
  })
})
