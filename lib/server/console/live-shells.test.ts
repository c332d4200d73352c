import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConsoleAnswer, ConsoleEvent, ConsoleQuestion } from '@/lib/runbooks/console'
import { complete } from '@/lib/shell/language'
import { database } from '../db'
import { createExample } from '../example'
import { type TestSite, testSite } from '../test-site'
import { ConsoleRun } from './console-run'
import { LiveShells, type ShellOwner } from './live-shells'
import type { ScriptCall } from './script-call'
import { stopLostScriptRuns } from './script-run'

const alex: ShellOwner = { id: 'alex', email: 'admin@contoso.com' }
const maria: ShellOwner = { id: 'maria', email: 'maria@contoso.com' }

describe('a shell in the web process', () => {
  let place: TestSite
  let shells: LiveShells
  let now = 0

  beforeAll(async () => {
    place = await testSite()
    process.env.DATABASE_URL = place.url
    await createExample({ adminPassword: 'Sunrise-over-7-hills' })
  })
  afterAll(async () => {
    await database().$disconnect()
    await place.close()
  })
  beforeEach(() => {
    now = 0
    shells = new LiveShells({ eachPerson: 3, all: 4, idleMs: 1000 }, () => now)
  })
  afterEach(() => shells.closeAll())

  async function begin(
    source: string,
    more: { name?: string; owner?: ShellOwner; script?: ScriptCall } = {},
  ) {
    const { name = 'one', owner = alex, script = null } = more
    return shells.run(owner, name, { source, columns: 80, script })
  }
  async function running(source: string, more: Parameters<typeof begin>[1] = {}): Promise<ConsoleRun> {
    const begun = await begin(source, more)
    if (!begun.ok || !(begun.value instanceof ConsoleRun)) throw new Error(JSON.stringify(begun))
    return begun.value
  }
  const eventsOf = async (run: ConsoleRun) =>
    (await text(run.events.body(() => run.stop())))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ConsoleEvent)

  /** Answers each question, and gives what the browser saw. */
  async function run(
    source: string,
    more: Parameters<typeof begin>[1] & { answer?: (question: ConsoleQuestion) => ConsoleAnswer } = {},
  ) {
    const at = await running(source, more)
    const events: ConsoleEvent[] = []
    let held = ''
    const decoder = new TextDecoder()
    for await (const part of at.events.body(() => at.stop())) {
      const lines = (held + decoder.decode(part, { stream: true })).split('\n')
      held = lines.pop() ?? ''
      for (const line of lines) {
        const event = JSON.parse(line) as ConsoleEvent
        events.push(event)
        if (event.kind === 'question' && more.answer)
          at.answer(event.question.id, more.answer(event.question))
      }
    }
    const shown = events.flatMap((one) => (one.kind === 'text' ? [one.text] : [])).join('\n')
    const end = events.at(-1)
    if (end?.kind !== 'end') throw new Error('no end')
    return { events, shown, end }
  }
  const keptOf = (id: string | null) => place.db.scriptRun.findUniqueOrThrow({ where: { id: id ?? '' } })

  it('runs a line, shows what it writes as wide as the terminal, and stays open', async () => {
    const { shown, end } = await run("$x = 'kept'; Get-AcceptedDomain")
    expect(shown).toMatch(/Name +DomainName +DomainType +Default\n/)
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(end).toMatchObject({ ok: true, stopped: false, exited: false, location: 'C:\\', scriptRun: null })
    expect((await run('$x')).shown).toBe('kept')
  })

  it('keeps a line that changes something, with what it wrote, and its commands point to it', async () => {
    const { end } = await run("New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com; 'done'")
    const kept = await keptOf(end.scriptRun)
    expect(kept).toMatchObject({ state: 'succeeded', actor: alex.email, commandCount: 1 })
    expect(kept.output).toContain('done')
    const commands = await place.db.activity.findMany({ where: { scriptRunId: end.scriptRun } })
    expect(commands.map(({ name }) => name)).toEqual(['New-AcceptedDomain'])
  })

  it('asks for more where a line is not whole, until an empty line follows', async () => {
    expect(await begin('if ($true) {')).toEqual({ ok: true, value: { kind: 'incomplete' } })
    expect((await run("if ($true) {\n 'in' }")).shown).toBe('in')
    expect((await run('if ($true) {\n')).shown).toContain("Missing closing '}'")
  })

  it('waits for answers, and never keeps a secret', async () => {
    const secret = 'Twelve-Moons-9'
    const literal = 'Thirteen-Suns-8'
    const { end, events } = await run(
      `$p = Read-Host -AsSecureString -Prompt 'Password'
New-Mailbox -Name Zoe -UserPrincipalName zoe@contoso.com -Password $p
New-Mailbox -Name Yan -UserPrincipalName yan@contoso.com -Password (ConvertTo-SecureString '${literal}' -AsPlainText -Force)
$plain = 'Fourteen"Stars-7'; "It is $plain"
$q = ConvertTo-SecureString $plain -AsPlainText -Force`,
      { answer: () => ({ kind: 'secret', text: secret }) },
    )
    expect(events.filter(({ kind }) => kind === 'question')).toMatchObject([
      { question: { kind: 'secret', prompt: 'Password: ' } },
    ])
    expect(end.ok).toBe(true)
    const kept = JSON.stringify([
      await keptOf(end.scriptRun),
      await place.db.activity.findMany({ select: { command: true } }),
    ])
    for (const one of [secret, literal, 'Fourteen']) expect(kept).not.toContain(one)
    expect(JSON.stringify(events)).not.toContain(secret)
    expect(kept).toContain('It is ********')
  })

  it('refuses an answer to another question, and one of another kind', async () => {
    const at = await running('Read-Host -AsSecureString')
    const reader = at.events.body(() => at.stop()).getReader()
    const { value } = await reader.read()
    const { question } = JSON.parse(new TextDecoder().decode(value)) as { question: ConsoleQuestion }
    expect(at.answer('another', { kind: 'secret', text: 'x' })).toMatchObject({
      error: { errorId: 'QuestionNotOpen' },
    })
    expect(at.answer(question.id, { kind: 'text', text: 'x' })).toMatchObject({
      error: { errorId: 'OtherAnswer' },
    })
    at.stop()
    await reader.cancel()
  })

  it('stops an endless loop, and runs the next line', async () => {
    const at = await running("while ($true) { 'again' }")
    const ended = eventsOf(at)
    at.stop()
    expect((await ended).at(-1)).toMatchObject({ kind: 'end', ok: false, stopped: true })
    expect((await run("'next'")).shown).toBe('next')
  })

  it('is kept as stopped after Ctrl+C, with the commands that were run until then', async () => {
    const at = await running(
      "New-AcceptedDomain -Name Tail -DomainName tail.com; Read-Host -AsSecureString 'Go on'; New-AcceptedDomain -Name Never -DomainName never.com",
    )
    const reader = at.events.body(() => at.stop()).getReader()
    const decoder = new TextDecoder()
    let seen = ''
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      seen += decoder.decode(part.value, { stream: true })
      if (seen.includes('"question"')) at.stop()
    }
    const end = JSON.parse(seen.trim().split('\n').at(-1) ?? '{}') as { stopped: boolean; scriptRun: string }
    expect(end).toMatchObject({ kind: 'end', ok: false, stopped: true })
    expect(await keptOf(end.scriptRun)).toMatchObject({ state: 'stopped', commandCount: 1 })
    expect((await run("@(Get-AcceptedDomain | ? { $_.Name -in 'Tail','Never' }).Count")).shown).toBe('1')
  })

  it('stops when the browser goes away', async () => {
    const at = await running("Set-Content C:\\began.txt x; while ($true) { 'again' }")
    const reader = at.events.body(() => at.stop()).getReader()
    await reader.read()
    await reader.cancel()
    await run("'another shell waits for nothing'", { name: 'two' })
    const [kept] = await place.db.scriptRun.findMany({ where: { title: { startsWith: 'Set-Content' } } })
    expect(kept?.state).toBe('stopped')
  })

  it('waits while nobody reads, and holds no more than a little', async () => {
    const at = await running("foreach ($i in 1..20000) { 'x' * 1000 }; 'last'")
    await vi.waitUntil(() => at.ready() !== null)
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(at.events.unread).toBeLessThan(1_000_000)
    const events = await eventsOf(at)
    expect(events.at(-2)).toMatchObject({ kind: 'text', text: expect.stringMatching(/last$/) })
    expect(events.at(-1)).toMatchObject({ ok: true })
  })

  it('ends a question that nobody answers', async () => {
    shells.closeAll()
    shells = new LiveShells({ eachPerson: 3, all: 4, idleMs: 1000, patienceMs: 10 })
    const { shown, end } = await run("Read-Host 'Name'; 'after'")
    expect(shown).toContain('Nobody answered')
    expect(shown).not.toContain('after')
    expect(end.stopped).toBe(true)
  })

  it('runs a script with the values of its form, as it stands in the editor', async () => {
    const source = `param([Parameter(Mandatory=$true)][string]$Name, [int]$Count = 1, [switch]$Loud,
  [Parameter(Mandatory=$true)][SecureString]$Password)
"$Name $($Count + 1) $Loud $($Password.GetType().Name)"
exit 3`
    const script = {
      path: 'C:\\Scripts\\greet.ps1',
      parameters: { Name: "O'Hara", Count: '4', Loud: 'true', Password: 'Fifteen-Winds-6' },
    }
    const { shown, end } = await run(source, { script })
    expect(shown).toBe("O'Hara 5 True SecureString")
    expect(end.exited).toBe(false)
    const kept = await keptOf(end.scriptRun)
    expect(kept).toMatchObject({ title: script.path, source })
    expect(JSON.stringify(kept)).not.toContain('Fifteen')
    expect((await run('Test-Path C:\\Scripts\\greet.ps1; $__parameters')).shown).toBe('False')
  })

  it('cuts what is kept of a long output, and says so', async () => {
    const at = await running("Set-Content C:\\x.txt x; foreach ($i in 1..300) { 'y' * 10000 }")
    const events = await eventsOf(at)
    const end = events.at(-1)
    const kept = await keptOf(end?.kind === 'end' ? end.scriptRun : null)
    expect(kept.output.length).toBeLessThan(1_000_200)
    expect(kept.output).toMatch(/The output was longer/)
  })

  it('does one thing at a time', async () => {
    const at = await running('while ($true) {}')
    expect(await begin("'second'")).toMatchObject({ ok: false, error: { errorId: 'ShellBusy' } })
    at.stop()
    await eventsOf(at)
  })

  it('is nobody else’s', async () => {
    await run("$mine = 'alone'")
    expect((await run('$mine', { owner: maria })).shown).toBe('')
    const at = await running('while ($true) {}')
    expect(shells.running(maria, 'one')).toBeNull()
    shells.close(maria, 'one')
    expect(shells.running(alex, 'one')).toBe(at)
    at.stop()
    await eventsOf(at)
  })

  it('is closed by exit, when it is not used, and to make room for another', async () => {
    expect((await run('exit')).end.exited).toBe(true)
    expect(shells.size).toBe(0)
    for (const name of ['a', 'b', 'c', 'd']) {
      now += 10
      await run("$x = 'here'", { name })
    }
    expect(shells.size).toBe(3)
    expect((await run('$x', { name: 'b' })).shown).toBe('here')
    await run('1', { name: 'x', owner: maria })
    await run('1', { name: 'y', owner: maria })
    expect(shells.size).toBe(4)
    now += 2000
    shells.closeIdle()
    expect(shells.size).toBe(0)
  })

  it('completes with what the site has', async () => {
    const live = await shells.open(alex, 'one')
    if (!live.ok) throw new Error(live.error.message)
    const offered = async (line: string) =>
      (await complete(live.value.shell.machine, line, line.length)).offers.map((one) => one.text)
    expect(await offered('Get-AcceptedDomain fab')).toEqual(['Fabrikam'])
    expect(await offered('Set-Mailbox Zo')).toEqual(['Zoe'])
    expect(await offered('Set-AcceptedDomain Fabrikam -DomainType I')).toEqual(['InternalRelay'])
    expect(await offered('Get-Mailbox -Database mail')).toEqual(["'Mailbox Database 01'"])
    expect(await offered('Get-Mailbox | Where-Object { $_.Al')).toEqual(['Alias'])
  })

  it('marks as stopped what a process left behind', async () => {
    const lost = await place.db.scriptRun.create({
      data: { title: 'x', actor: 'x', source: 'x', state: 'running', startedAt: new Date() },
    })
    await stopLostScriptRuns()
    expect(await keptOf(lost.id)).toMatchObject({ state: 'stopped' })
  })
})
