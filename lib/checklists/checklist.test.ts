import { describe, expect, it } from 'vitest'
import {
  type AskedRow,
  answeredRows,
  asked,
  type Checklist,
  type Finding,
  onlyIfFound,
  stillToDo,
} from './checklist'

const columns = { name: 'Name', expected: 'Set it to', found: 'Found' }
const list = (...rows: AskedRow[]): Checklist => ({ id: 'a', title: 'A', lead: '', columns, rows })
const expectation = (id: string, requirement: 'Required' | 'Optional' = 'Required') => ({
  id,
  name: id,
  expected: [],
  requirement,
})
const ok: Finding = { found: [], state: 'ok', verdict: 'Matches' }
const missing: Finding = { found: [], state: 'pending', verdict: 'Not found yet' }

describe('a checklist', () => {
  it('has each answer as soon as it is there, whatever else is still asked for', async () => {
    const never = new Promise<Finding>(() => undefined)
    const { rows } = list(asked(expectation('slow'), never), asked(expectation('fast'), Promise.resolve(ok)))
    expect(rows.map(({ id }) => id)).toEqual(['slow', 'fast'])
    expect(await rows[1]?.finding).toEqual(ok)
  })

  it('leaves out the rows that have nothing to say', async () => {
    const rows = await answeredRows(
      list(
        onlyIfFound(expectation('stray'), Promise.resolve(null)),
        onlyIfFound(expectation('left over'), Promise.resolve(missing)),
        asked(expectation('mail'), ok),
      ),
    )
    expect(rows.map(({ id, verdict }) => `${id}: ${verdict}`)).toEqual([
      'left over: Not found yet',
      'mail: Matches',
    ])
  })

  it('counts as still to do what is required and not in order', async () => {
    const rows = await answeredRows(
      list(
        asked(expectation('one'), ok),
        asked(expectation('two'), missing),
        asked(expectation('three', 'Optional'), missing),
      ),
    )
    expect(stillToDo(rows)).toBe(1)
  })

  it('keeps a failure for whoever waits for the row, and lets the process live', async () => {
    const row = asked(expectation('broken'), Promise.reject(new Error('a bug')))
    await new Promise((resolve) => setImmediate(resolve))
    await expect(row.finding).rejects.toThrow('a bug')
  })
})
