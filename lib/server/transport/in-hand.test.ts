import { describe, expect, it } from 'vitest'
import type { Claim } from './claim'
import { InHand } from './in-hand'

const message = (id: bigint): Claim => ({ id, itemId: id, crashes: 0 })

function openHand() {
  const inHand = new InHand()
  const given: bigint[] = []
  const putBack = async (claims: readonly Claim[]) => void given.push(...claims.map(({ id }) => id))
  return { inHand, given, putBack }
}

describe('What a process may have in hand', () => {
  it('is not given back while messages are claimed, and not at all where it was claimed anew', async () => {
    const { inHand, given, putBack } = openHand()
    let resolve: (taken: readonly Claim[]) => void = () => undefined
    const taken = new Promise<readonly Claim[]>((done) => {
      resolve = done
    })
    const claimed = inHand.claim(() => taken, putBack)
    inHand.owe([message(1n), message(2n)])
    const back = inHand.giveBack(putBack)
    await new Promise(setImmediate)
    expect(given).toEqual([])
    resolve([message(1n)])
    await Promise.all([claimed, back])
    expect(given).toEqual([2n])
  })

  it('is given back before anything else is claimed', async () => {
    const { inHand, given, putBack } = openHand()
    inHand.owe([message(1n)])
    const order: unknown[] = []
    await inHand.claim(async () => {
      order.push([...given])
      return []
    }, putBack)
    expect(order).toEqual([[1n]])
  })

  it('is still owed when it could not be given back', async () => {
    const { inHand, given, putBack } = openHand()
    inHand.owe([message(1n)])
    await expect(inHand.giveBack(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
    await inHand.giveBack(putBack)
    await inHand.giveBack(putBack)
    expect(given).toEqual([1n])
  })

  it('is still owed when it was noted again while it was given back', async () => {
    const { inHand, given, putBack } = openHand()
    inHand.owe([message(1n)])
    await inHand.giveBack(async (claims) => {
      await putBack(claims)
      if (given.length === 1) inHand.owe([message(1n)])
    })
    expect(given).toEqual([1n, 1n])
  })

  it('is owed when its claim fails, but for what another claim took, since the first was rolled back', async () => {
    const { inHand, given, putBack } = openHand()
    let fail: (thrown: Error) => void = () => undefined
    const lost = inHand.claim(async (unsure) => {
      unsure([message(1n), message(2n)])
      return new Promise<never>((_, reject) => {
        fail = reject
      })
    }, putBack)
    await inHand.claim(async () => [message(1n)], putBack)
    fail(new Error('gone'))
    await expect(lost).rejects.toThrow('gone')
    await inHand.giveBack(putBack)
    expect(given).toEqual([2n])
  })

  it('but was forgotten by a PostgreSQL that crashed is given back, and not what is held', async () => {
    const { inHand, given, putBack } = openHand()
    const [finished, held] = [message(1n), message(2n)]
    await inHand.claim(async () => [finished, held], putBack)
    inHand.done([finished])
    const inItsName = async () => [message(1n), message(2n)]
    await inHand.oweForgotten(inItsName)
    await inHand.giveBack(putBack)
    expect(given).toEqual([])
    inHand.databaseWasLost()
    await inHand.oweForgotten(inItsName)
    await inHand.giveBack(putBack)
    expect(given).toEqual([1n])
    inHand.done([held])
    await inHand.oweForgotten(async () => [message(2n)])
    await inHand.giveBack(putBack)
    expect(given).toEqual([1n, 2n])
    await inHand.oweForgotten(() => Promise.reject(new Error('asked without need')))
  })

  it('is not taken for forgotten while its commit is being answered for', async () => {
    const { inHand, given, putBack } = openHand()
    let answer: (taken: readonly Claim[]) => void = () => undefined
    const claimed = inHand.claim(
      () =>
        new Promise<readonly Claim[]>((resolve) => {
          answer = resolve
        }),
      putBack,
    )
    inHand.databaseWasLost()
    await inHand.oweForgotten(async () => [message(1n)])
    const back = inHand.giveBack(putBack)
    answer([message(1n)])
    await Promise.all([claimed, back])
    expect(given).toEqual([])
  })

  it('is held by whoever claimed it last, whatever becomes of an earlier claim', async () => {
    const { inHand, given, putBack } = openHand()
    const [first, second] = [message(1n), message(1n)]
    await inHand.claim(async () => [first], putBack)
    inHand.owe([first])
    await inHand.claim(async () => [second], putBack)
    inHand.done([first])
    inHand.databaseWasLost()
    await inHand.oweForgotten(async () => [message(1n)])
    await inHand.giveBack(putBack)
    expect(given).toEqual([1n])
  })
})
