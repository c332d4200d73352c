import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { besides, edits, emptyLine, insert, type Line, lineOf, longestText } from './line-editor'

/** A line with its caret drawn in it. */
const at = (drawn: string): Line => ({ text: drawn.replace('^', ''), caret: drawn.indexOf('^') })
const drawn = ({ text, caret }: Line) => `${text.slice(0, caret)}^${text.slice(caret)}`
const press = (name: string, line: string) => drawn((edits[name] ?? ((one) => one))(at(line)))

describe('a line', () => {
  it.each([
    ['Left', 'Get^', 'Ge^t'],
    ['Left', '^Get', '^Get'],
    ['Right', '^Get', 'G^et'],
    ['Home', 'one\ntwo^', 'one\n^two'],
    ['End', 'o^ne\ntwo', 'one^\ntwo'],
    ['Ctrl+Home', 'one\ntwo^', '^one\ntwo'],
    ['Ctrl+Left', 'Get-Mailbox -Identity^', 'Get-Mailbox -^Identity'],
    ['Ctrl+Left', 'Get-Mailbox -^Identity', 'Get-^Mailbox -Identity'],
    ['Ctrl+Right', '^Get-Mailbox', 'Get-^Mailbox'],
    ['Backspace', 'ab^c', 'a^c'],
    ['Delete', 'a^bc', 'a^c'],
    ['Ctrl+W', "Get-Mailbox 'Frank^", 'Get-Mailbox ^'],
    ['Ctrl+U', 'one\ntwo^ three', 'one\n^ three'],
    ['Ctrl+K', 'o^ne\ntwo', 'o^\ntwo'],
    ['Ctrl+Backspace', 'Get-Mailbox^', 'Get-^'],
  ])('after %s in %j is %j', (name, before, after) => {
    expect(press(name, before)).toBe(after)
  })

  it('goes over a character as a whole, whatever it is made of', () => {
    const family = '👨‍👩‍👧'
    expect(press('Left', `${family}^`)).toBe(`^${family}`)
    expect(press('Backspace', `e\u0301^`)).toBe('^')
    expect(press('Right', '^田x')).toBe('田^x')
  })

  it('keeps typographic quotes and dashes, and no control characters', () => {
    const { text } = insert(emptyLine, '“C:\\x” –Name ‘a’\x1b[31m\x07\r\nsecond\tpart')
    expect(text).toBe('“C:\\x” –Name ‘a’[31m\nsecond\tpart')
  })

  it('takes no more than the server does', () => {
    expect(insert(lineOf('x'.repeat(longestText - 1)), 'abc').text).toHaveLength(longestText)
  })

  it('has lines above and below each other, until its first and last one', () => {
    const line = at('first\nx\nthi^rd')
    const up = besides(line, -1)
    expect(up && drawn(up)).toBe('first\nx^\nthird')
    expect(besides(at('fi^rst\nx'), -1)).toBeNull()
    expect(besides(at('first\nx^'), 1)).toBeNull()
    const down = besides(at('fi^rst\nsecond'), 1)
    expect(down && drawn(down)).toBe('first\nse^cond')
  })

  it('has its caret inside whatever keys are pressed', () => {
    const names = fc.constantFrom(...Object.keys(edits))
    const steps = fc.array(fc.oneof(names, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 })
    fc.assert(
      fc.property(steps, (all) => {
        let line = emptyLine
        for (const step of all) {
          line = edits[step]?.(line) ?? insert(line, step)
          line = besides(line, all.length % 2 ? 1 : -1) ?? line
          expect(line.caret).toBeGreaterThanOrEqual(0)
          expect(line.caret).toBeLessThanOrEqual(line.text.length)
        }
      }),
      { numRuns: 200 },
    )
  })
})
