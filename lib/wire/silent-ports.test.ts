import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PortBook } from './port-book'
import { SilentPorts } from './silent-ports'
import { knock } from './testing/knock'

const anyFree = { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 }

let book: PortBook
let silent: SilentPorts
beforeEach(() => {
  book = new PortBook(anyFree)
  silent = new SilentPorts()
})
afterEach(async () => {
  await silent.close()
  await book.close()
})

describe.skipIf(process.platform === 'win32')('a silent port', () => {
  it('answers nothing, while the one beside it refuses', async () => {
    const [a, b] = [await book.port('a'), await book.port('b')]
    await silent.hold([a])
    expect(await knock(a)).toBe('silent')
    expect(await knock(b)).toBe('refused')
  })

  it('stays silent for many at once, and while others come and go', async () => {
    const [a, b] = [await book.port('a'), await book.port('b')]
    await silent.hold([a])
    for (let i = 0; i < 10; i++) await silent.hold(i % 2 ? [a] : [a, b])
    const met = await Promise.all(Array.from({ length: 40 }, () => knock(a)))
    expect(new Set(met)).toEqual(new Set(['silent']))
    expect(await knock(b)).toBe('refused')
  })

  it('refuses again when it is given up, and when all is closed', async () => {
    const [a, b] = [await book.port('a'), await book.port('b')]
    await silent.hold([a, b])
    await silent.hold([b])
    expect([await knock(a), await knock(b)]).toEqual(['refused', 'silent'])
    await silent.close()
    expect(await knock(b)).toBe('refused')
  })
})
