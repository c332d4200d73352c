import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keysOf } from './line-keys'

const key = (name: string) => ({ kind: 'key', name })

describe('what a terminal sends', () => {
  it.each([
    ['\r', 'Enter'],
    ['\t', 'Tab'],
    ['\x1b[Z', 'Shift+Tab'],
    ['\x7f', 'Backspace'],
    ['\x03', 'Ctrl+C'],
    ['\x12', 'Ctrl+R'],
    ['\x1b[1;5D', 'Ctrl+Left'],
    ['\x1b[3~', 'Delete'],
    ['\x1b', 'Escape'],
    ['\x1bOA', 'Up'],
  ])('%j is the key %s', (data, name) => {
    expect(keysOf(data)).toEqual([key(name)])
  })

  it('keeps the text of an input method together', () => {
    expect(keysOf('田中\r')).toEqual([{ kind: 'text', text: '田中' }, key('Enter')])
  })

  it('knows what was pasted from what was typed', () => {
    expect(keysOf('\x1b[200~one\rtwo\x1b[201~\r')).toEqual([
      { kind: 'paste', text: 'one\rtwo' },
      key('Enter'),
    ])
  })

  it('leaves out keys that nobody knows', () => {
    expect(keysOf('\x1b[24~a\x1b[5;2~')).toEqual([{ kind: 'text', text: 'a' }])
  })

  it('comes to an end, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (data) => {
        for (const one of keysOf(`\x1b${data}\x1b[`)) expect(one.kind).toMatch(/^(key|text|paste)$/)
      }),
      { numRuns: 300 },
    )
  })
})
