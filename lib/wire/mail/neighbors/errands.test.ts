import { describe, expect, it } from 'vitest'
import type { WireSource } from '../../source'
import { Errands } from './errands'

/** Errands of a neighbor that finds no name server as long as `away` is pending. */
function openErrands(away: Promise<never>) {
  const logged: string[] = []
  const source = {
    network: { lookup: () => away },
    now: () => new Date('2026-11-22T10:00:00Z'),
    log: (line: string) => void logged.push(line),
  } as unknown as WireSource
  const errands = new Errands(source)
  const add = (content: Uint8Array) => {
    const host = { name: 'mail.fabrikam.com', address: '198.51.100.25', preference: 10 }
    errands.add({ host, sender: '', recipient: 'frankm@contoso.com', content })
  }
  return { add, logged, refused: () => logged.filter((line) => line.endsWith('too much to send')).length }
}

const large = () => new Uint8Array(20 * 1024 ** 2)

describe('What a neighbor has to send', () => {
  it('is bounded by its bytes, and a message for many counts once', async () => {
    const { add, refused } = openErrands(new Promise(() => undefined))
    const one = large()
    for (let at = 0; at < 20; at += 1) add(one)
    for (let at = 0; at < 5; at += 1) add(large())
    expect(refused()).toBe(0)
    add(large())
    expect(refused()).toBe(1)
  })

  it('makes room when it has been sent', async () => {
    let fail: (error: Error) => void = () => undefined
    const away = new Promise<never>((_, reject) => {
      fail = reject
    })
    const { add, logged, refused } = openErrands(away)
    for (let at = 0; at < 7; at += 1) add(large())
    expect(refused()).toBe(1)
    fail(new Error('no network'))
    await new Promise(setImmediate)
    expect(logged).toHaveLength(7)
    add(large())
    expect(refused()).toBe(1)
  })
})
