import { describe, expect, it } from 'vitest'
import { defaultPasswordPolicy } from '@/lib/essentials'
import { secure } from '@/lib/shell'
import { csvLine, importRunbook, type PlanOptions, parseUsersCsv, planUsers } from '.'

const bytes = (text: string) => new TextEncoder().encode(text)
const options: PlanOptions = {
  policy: defaultPasswordPolicy,
  initialPassword: 'Summer-2026!',
  withMailbox: true,
  taken: {
    logonNames: new Map([['frankm', 'Frank Miller']]),
    aliases: new Map([['frankm', 'Frank Miller']]),
  },
}
function plan(text: string, more: Partial<PlanOptions> = {}) {
  const table = parseUsersCsv(bytes(text))
  if (!table.ok) throw new Error(table.error.message)
  return planUsers(table.value, { ...options, ...more })
}

describe('a CSV file of users', () => {
  it('is read with commas, semicolons or tabs, with a byte order mark, and with quotes', () => {
    for (const text of [
      'First name,Last name\r\nAda,"King, Lovelace"\r\n',
      '\ufeffFirst name;Last name\nAda;"King, Lovelace"\n',
      'First name\tLast name\nAda\t"King, Lovelace"',
    ])
      expect(plan(text)).toMatchObject([
        { line: 2, firstName: 'Ada', lastName: 'King, Lovelace', logonName: 'AdaK', problems: [] },
      ])
  })

  it('is read in the encodings that Excel saves: UTF-8, UTF-16 and Windows-1252', () => {
    const latin = Uint8Array.from('First name\nZo\xeb', (character) => character.charCodeAt(0))
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...[...'First name\nZoë'].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ])
    for (const file of [latin, wide, bytes('First name\nZoë')])
      expect(parseUsersCsv(file)).toMatchObject({ value: { rows: [{ values: { firstName: 'Zoë' } }] } })
  })

  it('is refused with the way out when it is empty, no text, without headings, or too long', () => {
    const message = (file: Uint8Array) => {
      const result = parseUsersCsv(file)
      return result.ok ? '' : result.error.message
    }
    expect(message(bytes(''))).toMatch(/empty/)
    expect(message(new Uint8Array([1, 0, 2]))).toMatch(/not text/)
    expect(message(bytes('a,b\n1,2'))).toMatch(/none of the headings/)
    expect(message(bytes('First name\n'))).toMatch(/no users/)
    expect(message(bytes('First name,First name\na,b'))).toMatch(/Two columns/)
    expect(message(bytes(`First name\n${'x\n'.repeat(5001)}`))).toMatch(/5001/)
    expect(message(bytes('First name,Last name\n"Ada,x'))).toMatch(/not closed/)
  })

  it('tells the errors by line and column: taken names, doubled aliases, weak passwords, unknown levels, sizes', () => {
    const planned = plan(
      'First name,Logon name,Alias,Access level,Password,Quota\nFrank,FrankM,f2,,,\nAnna,anna,info,,,\nBert,bert,INFO,Boss,abc,many\n',
    )
    expect(
      planned.map(({ problems }) => problems.map(({ column, error }) => `${column}: ${error.message}`)),
    ).toMatchObject([
      ['logonName: FrankM is already used by Frank Miller.'],
      [],
      [/accessLevel: "Boss"/, /password/, /alias: INFO is already used by line 3/, /quota/].map((pattern) =>
        expect.stringMatching(pattern),
      ),
    ])
  })

  it('suggests names that neither the site nor an earlier line has', () => {
    expect(
      plan('First name,Last name\nFrank,Miller\nFrank,Moss').map(
        ({ logonName, alias }) => `${logonName} ${alias}`,
      ),
    ).toEqual(['FrankM2 FrankM2', 'FrankM3 FrankM3'])
  })

  it('becomes one group of commands a user, with the quota as Exchange is told it', () => {
    const runbook = importRunbook(
      plan('First name,Quota\nAda,1 GB\nBob,unlimited'),
      true,
      (password, prompt) => secure(prompt, `sealed ${password}`),
    )
    expect(runbook.steps.map(({ group, command }) => `${group} ${command.name}`)).toEqual([
      'Ada Add-WssUser',
      'Ada Enable-Mailbox',
      'Ada Set-Mailbox',
      'Bob Add-WssUser',
      'Bob Enable-Mailbox',
      'Bob Set-Mailbox',
    ])
    expect(runbook.steps[2]?.command.arguments).toMatchObject({ ProhibitSendQuota: '1 GB' })
    expect(runbook.steps[5]?.command.arguments).toMatchObject({ ProhibitSendQuota: 'unlimited' })
  })

  it('of 5,000 people is planned in a moment', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `Anna${(index + 5000).toString(36)}x`)
    const started = performance.now()
    const planned = plan(`First name\n${lines.join('\n')}`)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(planned.filter(({ problems }) => problems.length > 0)).toEqual([])
  })
})

describe('an exported line', () => {
  it('cannot become a formula in a spreadsheet', () => {
    expect(csvLine(['=1+1', '+49', '@x', '-2', 'plain', 'a"b', 'c,d'])).toBe(
      '\'=1+1,\'+49,\'@x,\'-2,plain,"a""b","c,d"\r\n',
    )
  })
})
