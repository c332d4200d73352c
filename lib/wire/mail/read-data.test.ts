import { PassThrough } from 'node:stream'
import type { SMTPServerDataStream } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import { type ReadData, Room, readData } from './read-data'

const coming = (...chunks: string[]) => {
  const stream = new PassThrough()
  for (const chunk of chunks) stream.write(chunk)
  return stream as PassThrough & SMTPServerDataStream
}

const ended = (...chunks: string[]) => {
  const stream = coming(...chunks)
  stream.end()
  return stream
}

const kindOf = ({ kind }: ReadData) => kind

describe('the data of a message', () => {
  it('holds its room until it has been answered, and not only until its last byte', async () => {
    const room = new Room(10)
    let keep: () => void = () => undefined
    const begun = new Promise<void>((received) => {
      void readData(
        ended('12345678'),
        100,
        () => {
          received()
          return new Promise<void>((kept) => {
            keep = kept
          })
        },
        room,
      )
    })
    await begun
    expect(await readData(ended('1234'), 100, kindOf, room)).toBe('no room')
    keep()
    await new Promise(setImmediate)
    expect(await readData(ended('1234567890'), 100, kindOf, room)).toBe('read')
  })

  it('gives its room back when whoever answers fails', async () => {
    const room = new Room(10)
    const fails = readData(ended('1234567890'), 100, () => Promise.reject(new Error('away')), room)
    await expect(fails).rejects.toThrow('away')
    expect(await readData(ended('1234567890'), 100, kindOf, room)).toBe('read')
  })

  it('takes no room for what is too large, or was broken off', async () => {
    const room = new Room(10)
    expect(await readData(ended('123', '456'), 4, kindOf, room)).toBe('too large')
    const stream = coming('12345')
    const broken = readData(stream, 100, kindOf, room)
    setImmediate(() => stream.destroy(new Error('gone')))
    expect(await broken).toBe('broken off')
    expect(await readData(ended('1234567890'), 100, kindOf, room)).toBe('read')
  })

  it('comes whole', async () => {
    const text = await readData(
      ended('one ', 'two'),
      100,
      (read) => read.kind === 'read' && `${read.content}`,
    )
    expect(text).toBe('one two')
  })
})
