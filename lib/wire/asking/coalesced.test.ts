import { describe, expect, it } from 'vitest'
import { coalesced } from './coalesced'

/** Runs that end when the test says so. */
function runs() {
  const ends: (() => void)[] = []
  const begun: number[] = []
  const work = coalesced(() => {
    const number = begun.push(begun.length + 1)
    return new Promise<number>((resolve) => ends.push(() => resolve(number)))
  })
  const turn = () => new Promise(setImmediate)
  return { work, ends, begun, turn }
}

describe('a burst of callers', () => {
  it('shares one run', async () => {
    const { work, ends, begun, turn } = runs()
    const all = [work(), work(), Promise.resolve().then(work)]
    await turn()
    await turn()
    ends[0]?.()
    expect(await Promise.all(all)).toEqual([1, 1, 1])
    expect(begun).toHaveLength(1)
  })

  it('gets nothing of a run that had begun before, and waits for it with the others', async () => {
    const { work, ends, begun, turn } = runs()
    const first = work()
    await turn()
    await turn()
    const late = [work(), work()]
    await turn()
    expect(begun).toHaveLength(1)
    ends[0]?.()
    expect(await first).toBe(1)
    await turn()
    await turn()
    ends[1]?.()
    expect(await Promise.all(late)).toEqual([2, 2])
  })

  it('goes on after a run that failed', async () => {
    let count = 0
    const work = coalesced(async () => {
      if (++count === 1) throw new Error('down')
      return count
    })
    await expect(work()).rejects.toThrow('down')
    expect(await work()).toBe(2)
  })
})
