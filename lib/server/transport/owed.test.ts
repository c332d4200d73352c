import { describe, expect, it } from 'vitest'
import type { Claim } from './claim'
import { Owed } from './owed'

const message = (id: bigint): Claim => ({ id, itemId: id, crashes: 0 })

function openOwed() {
  const owed = new Owed()
  const given: bigint[] = []
  const putBack = async (claims: readonly Claim[]) => void given.push(...claims.map(({ id }) => id))
  return { owed, given, putBack }
}

describe('What a process may have in hand', () => {
  it('is not given back while messages are claimed, and not at all where it was claimed anew', async () => {
    const { owed, given, putBack } = openOwed()
    let resolve: (taken: readonly Claim[]) => void = () => undefined
    const taken = new Promise<readonly Claim[]>((done) => {
      resolve = done
    })
    const claimed = owed.claim(() => taken, putBack)
    owed.note([message(1n), message(2n)])
    const back = owed.giveBack(putBack)
    await new Promise(setImmediate)
    expect(given).toEqual([])
    resolve([message(1n)])
    await Promise.all([claimed, back])
    expect(given).toEqual([2n])
  })

  it('is given back before anything else is claimed', async () => {
    const { owed, given, putBack } = openOwed()
    owed.note([message(1n)])
    const order: unknown[] = []
    await owed.claim(async () => {
      order.push([...given])
      return []
    }, putBack)
    expect(order).toEqual([[1n]])
  })

  it('is still owed when it could not be given back', async () => {
    const { owed, given, putBack } = openOwed()
    owed.note([message(1n)])
    await expect(owed.giveBack(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
    await owed.giveBack(putBack)
    await owed.giveBack(putBack)
    expect(given).toEqual([1n])
  })

  it('is still owed when it was noted again while it was given back', async () => {
    const { owed, given, putBack } = openOwed()
    owed.note([message(1n)])
    await owed.giveBack(async (claims) => {
      await putBack(claims)
      if (given.length === 1) owed.note([message(1n)])
    })
    expect(given).toEqual([1n, 1n])
  })

  it('is owed when its claim fails, but for what another claim took, since the first was rolled back', async () => {
    const { owed, given, putBack } = openOwed()
    let fail: (thrown: Error) => void = () => undefined
    const lost = owed.claim(async (unsure) => {
      unsure([message(1n), message(2n)])
      return new Promise<never>((_, reject) => {
        fail = reject
      })
    }, putBack)
    await owed.claim(async () => [message(1n)], putBack)
    fail(new Error('gone'))
    await expect(lost).rejects.toThrow('gone')
    await owed.giveBack(putBack)
    expect(given).toEqual([2n])
  })
})
