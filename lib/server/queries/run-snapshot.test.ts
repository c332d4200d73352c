import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '../db'
import { openTestAccounts } from '../test-accounts'
import { runSnapshot } from './run-snapshot'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
beforeAll(async () => {
  accounts = await openTestAccounts()
})
afterAll(() => accounts.close())

/** A run of so many steps, each with one command that takes it back; the first of all has nothing to take back. */
async function done(count: number): Promise<string> {
  const run = await db.run.create({
    data: { title: 'a', source: 'a', actor: 'a', state: 'succeeded', stepCount: count + 1 },
  })
  const command = { name: 'Get-User', arguments: {} }
  const step = (index: number) => ({
    ...{ runId: run.id, index, title: 'a', command, state: 'done' },
    undo: index === 0 ? [] : [{ name: `Undo-${index}`, arguments: {} }],
  })
  await db.runStep.createMany({ data: Array.from({ length: count + 1 }, (_, index) => step(index)) })
  return run.id
}

describe('The commands that take a run back', () => {
  it('are told last step first', async () => {
    expect((await runSnapshot(await done(2)))?.undo).toEqual(['Undo-2', 'Undo-1'])
  })

  it('are told of two hundred steps, and how many more there are', async () => {
    const undo = (await runSnapshot(await done(203)))?.undo
    expect(undo?.slice(-2)).toEqual(['Undo-4', '# Then those of 3 earlier steps, which are not shown here.'])
  })
})
