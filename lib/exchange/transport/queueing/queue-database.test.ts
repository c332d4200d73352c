import { describe, expect, it } from 'vitest'
import { logSequence, queueDatabase } from './queue-database'

const idle = { version: '2016', messages: 0, bytes: 0, newest: 0, oldest: null } as const
const logs = (figures: Parameters<typeof queueDatabase>[0]) =>
  queueDatabase(figures)
    .files.map(({ name }) => name)
    .filter((name) => /^trn[0-9A-F]{8}\.log$/.test(name))

describe('The queue database of a transport server', () => {
  it('numbers its logs in hexadecimal: 99B is the 2459th', () => expect(logSequence(2459)).toBe('99B'))

  it('has its files before the first message', () =>
    expect(queueDatabase(idle).files.map(({ name }) => name)).toEqual([
      'mail.que',
      'trn.log',
      'trntmp.log',
      'trn.chk',
      'trnres00001.jrs',
      'trnres00002.jrs',
      'tmp.edb',
    ]))

  it('keeps full logs while a message waits, and none when it has left', () => {
    expect(logs({ ...idle, newest: 1000, oldest: 300, messages: 1 })).toEqual([
      'trn00000002.log',
      'trn00000003.log',
    ])
    expect(logs({ ...idle, newest: 1000 })).toEqual([])
  })

  it('goes on counting when logs were deleted', () => {
    const { current, checkpoint } = queueDatabase({ ...idle, newest: 256 * 2458 })
    expect([current, checkpoint]).toEqual(['99B', '99B'])
  })

  it('keeps no more logs than the checkpoint may be behind, 384 MB', () =>
    expect(logs({ ...idle, newest: 1_000_000, oldest: 1, messages: 1 })).toHaveLength(76))

  it('grows with what waits', () => {
    const sizeOf = (bytes: number) =>
      queueDatabase({ ...idle, bytes, messages: 1, oldest: 0 }).files[0]?.bytes
    expect(sizeOf(2000)).toBe(8 * 1024 ** 2)
    expect(sizeOf(20 * 1024 ** 2)).toBe(24 * 1024 ** 2)
  })

  it('is in the folder of its version', () => {
    expect(queueDatabase({ ...idle, version: '2010' }).folder).toContain('\\V14\\')
    expect(queueDatabase(idle).folder).toContain('\\V15\\')
  })
})
