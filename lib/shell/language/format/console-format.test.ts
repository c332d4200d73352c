import { describe, expect, it } from 'vitest'
import { type Datum, PSObject } from '../values/datum'
import { ConsoleFormat } from './console-format'
import { formatObjects } from './format'

const row = (name: string, size: number) => new PSObject(['Row']).set('Name', name).set('Size', size)
const wide = (n: number) =>
  ['A', 'B', 'C', 'D', 'E'].reduce((made, name) => made.set(name, n), new PSObject(['Wide']))

function whole(objects: readonly Datum[]): string[] {
  const format = new ConsoleFormat(() => null, 60)
  return [...objects.flatMap((one) => format.add(one)), ...format.end()]
}

describe('objects that are shown while they come', () => {
  it.each<[string, readonly Datum[]]>([
    ['a table', [row('a', 1), row('b', 22)]],
    ['a list', [wide(1), wide(2)]],
    ['text', ['one', 'two\nlines']],
    ['one after the other', ['one', row('a', 1), wide(1), 'two', row('b', 2)]],
    ['nothing', []],
  ])('look as they do at once: %s', (_, objects) => {
    expect(whole(objects)).toEqual(formatObjects(objects, () => null, 60))
  })

  it('have one heading, and columns that keep their place, however many come', () => {
    const lines = whole(Array.from({ length: 450 }, (_, i) => row(`name ${i}`, i)))
    expect(lines.filter((line) => line.startsWith('Name'))).toHaveLength(1)
    expect(lines.filter((line) => /^name \d+ /.test(line))).toHaveLength(450)
    expect(new Set(lines.filter((line) => /\d$/.test(line)).map((line) => line.length)).size).toBe(1)
  })

  it('hold no more than a batch', () => {
    const format = new ConsoleFormat(() => null, 60)
    const ready = Array.from({ length: 200 }, (_, i) => format.add(`line ${i}`))
    expect(ready.at(-1)).toHaveLength(200)
  })

  it('go on in the same table behind a pause', () => {
    const format = new ConsoleFormat(() => null, 60)
    const first = [...format.add(row('a', 1)), ...format.flush()]
    const later = [...format.add(row('b', 2)), ...format.end()]
    expect([...first, ...later]).toEqual(formatObjects([row('a', 1), row('b', 2)], () => null, 60))
  })
})
