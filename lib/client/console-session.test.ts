import { describe, expect, it } from 'vitest'
import type { Completion, ConsoleQuestion } from '@/lib/runbooks/console'
import { end, type Served, seat, text } from './console-for-tests'

const enter = '\r'
const up = '\x1b[A'
const echo: Served = (source) => [text(`ran ${source}`), end()]
const quietly: Served = () => [end()]
const prompt = '[PS] C:\\>'

const question = (change: Partial<ConsoleQuestion>): ConsoleQuestion => ({
  id: '1',
  kind: 'text',
  caption: '',
  prompt: 'Name',
  parameter: null,
  help: null,
  userName: null,
  ...change,
})

describe('a shell in the browser', () => {
  it('runs the line that was typed, shows its output, and asks for the next', async () => {
    const { run, screen, ran, cursor } = seat({ serve: echo })
    await run(`Get-Queue${enter}`)
    expect(ran).toEqual(['Get-Queue'])
    expect(screen()).toEqual([`${prompt}Get-Queue`, 'ran Get-Queue', prompt])
    expect(cursor()).toEqual([prompt.length, 2])
  })

  it('asks for another line while a text is not whole, and runs all of it then', async () => {
    const serve: Served = (source) => (source.endsWith('}') ? echo(source, never) : [{ kind: 'incomplete' }])
    const { run, screen, ran } = seat({ serve })
    await run(`foreach ($i in 1..2) {${enter}`)
    await run(`$i }${enter}`)
    expect(ran.at(-1)).toBe('foreach ($i in 1..2) {\n$i }')
    expect(screen().slice(0, 2)).toEqual([`${prompt}foreach ($i in 1..2) {`, '>> $i }'])
  })

  it('runs many lines that are pasted as one text', async () => {
    const { run, ran } = seat({ serve: quietly })
    await run('\x1b[200~if ($true) {\r  1\r}\r\x1b[201~')
    expect(ran).toEqual(['if ($true) {\n  1\n}'])
  })

  it('calls lines back, and what was being typed after them', async () => {
    const { run, type, screen } = seat({ serve: quietly })
    await run(`Get-Queue${enter}`)
    await run(`Get-Mailbox${enter}`)
    await type(`Set-${up}${up}`)
    expect(screen().at(-1)).toBe(`${prompt}Get-Queue`)
    await type('\x1b[B\x1b[B')
    expect(screen().at(-1)).toBe(`${prompt}Set-`)
  })

  it('searches what was typed with Ctrl+R', async () => {
    const { run, type, screen, ran } = seat({ serve: quietly })
    await run(`Get-Queue${enter}`)
    await run(`Get-Mailbox Frank${enter}`)
    await type('\x12que')
    expect(screen().slice(-2)).toEqual([`${prompt}Get-Queue`, 'search: que_'])
    await run(enter)
    expect(ran.at(-1)).toBe('Get-Queue')
  })

  it('cancels a line with Ctrl+C, and runs nothing', async () => {
    const { type, screen, ran } = seat({ serve: echo })
    await type('Remove-Mailbox\x03')
    expect(ran).toEqual([])
    expect(screen()).toEqual([`${prompt}Remove-Mailbox^C`, prompt])
  })

  it('stops a run with Ctrl+C, and forgets what was typed ahead', async () => {
    const serve: Served = async function* (_source, stopped) {
      yield text('1')
      await stopped
      yield end({ ok: false, stopped: true })
    }
    const { type, run, screen, ran } = seat({ serve })
    await type(`while ($true) {}${enter}`)
    await type(`Get-Queue${enter}`)
    await run('\x03')
    expect(ran).toEqual(['while ($true) {}'])
    expect(screen().slice(1)).toEqual(['1', '^C', prompt])
  })

  it('asks what a command asks: a secret shows as dots and stands in no log', async () => {
    const serve: Served = async function* () {
      yield { kind: 'question', question: question({ kind: 'secret', prompt: 'Password' }) }
      yield end()
    }
    const { run, type, screen, answers, log } = seat({ serve })
    await run(`New-Mailbox${enter}`)
    await type('Sun😀')
    expect(screen().at(-1)).toBe('Password: ••••')
    await run(enter)
    expect(answers).toEqual([{ kind: 'secret', text: 'Sun😀' }])
    expect(log.join()).not.toContain('Sun')
    await type(up)
    expect(screen().at(-1)).toBe(`${prompt}New-Mailbox`)
  })

  it('asks for both parts of a credential, and for a choice until it is one', async () => {
    const serve: Served = async function* () {
      yield { kind: 'question', question: question({ kind: 'credential', prompt: 'Sign in' }) }
      yield { kind: 'question', question: question({ kind: 'confirm', caption: 'Confirm', prompt: 'Sure?' }) }
      yield end()
    }
    const { run, answers } = seat({ serve, columns: 90 })
    await run(`Get-Credential${enter}`)
    await run(`ann${enter}`)
    await run(`Secret-7${enter}`)
    await run(`maybe${enter}`)
    await run(`l${enter}`)
    expect(answers).toEqual([
      { kind: 'credential', userName: 'ann', password: 'Secret-7' },
      { kind: 'confirm', choice: 'noToAll' },
    ])
  })

  it('shows text from the server as text: no sequence of it reaches the terminal', async () => {
    const evil = 'a\x1b]0;owned\x07b\x1b[2J\x9b31mc\x08\x08\r\u202Edesrever'
    const { run, screen, log } = seat({ serve: () => [text(evil), text(evil, 'error'), end()] })
    await run(`Get-Mailbox${enter}`)
    expect(screen().slice(1, 3)).toEqual(['a]0;ownedb[2J31mcdesrever', 'a]0;ownedb[2J31mcdesrever'])
    expect(log.join('')).not.toMatch(/[\x07\x08\x1b\x9b]/)
  })

  it('tells why nothing ran, and stays usable', async () => {
    const error = {
      message: 'Observers change nothing.',
      category: 'PermissionDenied',
      errorId: 'X',
    } as const
    const { run, screen } = seat({ serve: () => [{ kind: 'refused', error }] })
    await run(`Get-Queue${enter}`)
    expect(screen().slice(1)).toEqual(['Observers change nothing.', prompt])
  })

  it('lets the page put a command into the line without running it', async () => {
    const { session, type, screen, ran } = seat({ serve: quietly })
    session.put('Get-Mailbox Frank')
    await type('')
    expect(screen()).toEqual([`${prompt}Get-Mailbox Frank`])
    expect(ran).toEqual([])
  })
})

const never = new Promise<void>(() => undefined)

describe('Tab', () => {
  const offers = ['Get-Mailbox', 'Get-MailboxDatabase', 'Get-MailContact'].map(
    (name) => ({ text: name, shown: name, kind: 'command', about: `about ${name}` }) as const,
  )
  const complete = (): Completion => ({ from: 0, to: 7, offers })

  it('puts the first offer into the line, then the others in turn, and lists them below', async () => {
    const { type, screen, said } = seat({ serve: quietly, complete })
    await type('Get-Mai\t')
    expect(screen()[0]).toBe(`${prompt}Get-Mailbox`)
    expect(screen()[1]).toContain('Get-MailboxDatabase')
    expect(screen().at(-1)).toBe('1/3 about Get-Mailbox')
    expect(said.at(-1)).toBe('Get-Mailbox, 1 of 3, about Get-Mailbox')
    await type('\t\t')
    expect(screen()[0]).toBe(`${prompt}Get-MailContact`)
    await type('\t\x1b[Z')
    expect(screen()[0]).toBe(`${prompt}Get-MailContact`)
  })

  it('gives the line back with Escape, and goes on typing behind an offer', async () => {
    const { type, screen } = seat({ serve: quietly, complete })
    await type('Get-Mai\t\x1b')
    expect(screen()).toEqual([`${prompt}Get-Mai`])
    await type('\t F')
    expect(screen()).toEqual([`${prompt}Get-Mailbox F`])
  })

  it('believes no place outside the line', async () => {
    const { type, screen } = seat({ serve: quietly, complete: () => ({ from: 3, to: 99, offers }) })
    await type('Get\t')
    expect(screen()).toEqual([`${prompt}Get`])
  })
})
