import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type KeptProcess, keepAlive } from './keep-alive'
import type { Lifetime } from './lifetime'

/** A lifetime whose end is noted, and ends nothing. */
function lifetime() {
  const ending = new AbortController()
  const stops: (() => unknown)[] = []
  const codes: number[] = []
  const end = async (code: number) => {
    codes.push(code)
    ending.abort()
  }
  const life = { ending: ending.signal, onEnd: (stop: () => unknown) => stops.push(stop), end }
  return { life: life as unknown as Lifetime, stops, codes }
}

const dead: KeptProcess = { ended: Promise.resolve('code 1'), stop: async () => undefined }

/** Gives one after the other. */
function starting(...starts: readonly (() => Promise<KeptProcess>)[]) {
  let count = 0
  return { start: () => (starts[count++] ?? (() => Promise.resolve(dead)))(), count: () => count }
}

const fails = () => Promise.reject(new Error('the database is away'))

describe('a process that is kept alive', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is tried again when starting it again fails', async () => {
    const { life, codes } = lifetime()
    const stopped = {
      ended: new Promise<string>((resolve) => setImmediate(() => resolve('stopped'))),
      stop: async () => undefined,
    }
    const { start, count } = starting(
      () => Promise.resolve(dead),
      fails,
      async () => {
        void life.end(0)
        return stopped
      },
    )
    await keepAlive({ life, name: 'It', start, onReady: () => undefined })
    expect(count()).toBe(3)
    expect(codes).toEqual([0])
    expect(console.error).toHaveBeenCalledWith('It ended (the database is away).')
  })

  it('ends the lifetime when it does not come back five times within a minute', async () => {
    const { life, codes } = lifetime()
    const { start, count } = starting(() => Promise.resolve(dead), fails, fails, fails, fails, fails)
    await keepAlive({ life, name: 'It', start, onReady: () => undefined })
    expect(count()).toBe(6)
    expect(codes).toEqual([1])
  })

  it('tells whoever starts it when it cannot start at all', async () => {
    const { life, codes } = lifetime()
    const kept = keepAlive({ life, name: 'It', start: fails, onReady: () => undefined })
    await expect(kept).rejects.toThrow('the database is away')
    expect(codes).toEqual([])
  })

  it('is stopped once, however often it was started', async () => {
    const { life, stops } = lifetime()
    const stop = vi.fn(async () => undefined)
    const last = {
      stop,
      ended: new Promise<string>((resolve) => setImmediate(() => resolve('stopped'))),
    }
    const { start } = starting(
      () => Promise.resolve(dead),
      () => Promise.resolve(dead),
      async () => {
        void life.end(0)
        return last
      },
    )
    await keepAlive({ life, name: 'It', start, onReady: () => undefined })
    for (const one of stops) await one()
    expect(stop).toHaveBeenCalledOnce()
  })
})
