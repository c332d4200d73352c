import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { end, seat, text } from './console-for-tests'

const narrow = { columns: 20, serve: () => [end()] }
const left = '\x1b[D'

describe('a line on the screen', () => {
  it('goes on in the next row where the first is full, and its cursor with it', async () => {
    const { type, screen, cursor } = seat(narrow)
    await type('Get-Mailbox')
    expect(screen()).toEqual(['[PS] C:\\>Get-Mailbox'])
    expect(cursor()).toEqual([0, 1])
    await type(' F')
    expect(screen()).toEqual(['[PS] C:\\>Get-Mailbox', ' F'])
    await type(left.repeat(3))
    expect(cursor()).toEqual([19, 0])
  })

  it('keeps wide characters whole at the end of a row', async () => {
    const { type, screen, cursor } = seat(narrow)
    await type('0123456789田中')
    expect(screen()).toEqual(['[PS] C:\\>0123456789', '田中'])
    expect(cursor()).toEqual([4, 1])
  })

  it('shows the part with the cursor of what is higher than the screen', async () => {
    const { type, screen, cursor } = seat({ ...narrow, rows: 4 })
    await type('\x1b[200~1\r2\r3\r4\r5\r6\x1b[201~')
    expect(screen().slice(-4)).toEqual(['>> 3', '>> 4', '>> 5', '>> 6'])
    await type('\x1b[1;5H')
    expect(screen().slice(-4)).toEqual(['[PS] C:\\>1', '>> 2', '>> 3', '>> 4'])
    expect(cursor()[0]).toBe(9)
  })

  it('leaves what stands above it alone, however it is edited', async () => {
    const steps = fc.array(
      fc.constantFrom(
        'a',
        '田',
        '👍',
        'e\u0301',
        '\t\x1b',
        left,
        '\x1b[C',
        '\x7f',
        '\x15',
        '\x01',
        "'x y'",
        '\x1b[A',
      ),
      { maxLength: 25 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (keys) => {
        const { run, type, screen } = seat({ columns: 16, rows: 30, serve: () => [text('above'), end()] })
        await run('x\r')
        await type(keys.join(''))
        await type('\x03')
        expect(screen().slice(0, 2)).toEqual(['[PS] C:\\>x', 'above'])
        expect(screen().at(-1)).toBe('[PS] C:\\>')
        expect(screen().filter((row) => row.startsWith('[PS]'))).toHaveLength(3)
      }),
      { numRuns: 40 },
    )
  })
})
