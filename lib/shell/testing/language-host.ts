import { type Cmdlet, commandTable, findCmdlet, invoke } from '../cmdlet'
import type { Command } from '../command'
import {
  errorLines,
  formatObjects,
  type Host,
  type Limits,
  openShell,
  type Question,
  type StreamRecord,
} from '../language'
import { ok } from '../result'
import { secure } from '../value'

export interface TestHost extends Host {
  readonly files: Map<string, Uint8Array>
  readonly records: StreamRecord[]
  readonly executed: Command[]
  readonly questions: Question[]
}

/** A host in memory, with the commands that a test gives and answers in their order. */
export function testHost(cmdlets: readonly Cmdlet<null>[] = [], answers: readonly string[] = []): TestHost {
  const table = commandTable(cmdlets)
  const files = new Map<string, Uint8Array>()
  const records: StreamRecord[] = []
  const executed: Command[] = []
  const questions: Question[] = []
  const pathOf = (path: string) =>
    [...files.keys()].find((one) => one.toLowerCase() === path.toLowerCase()) ?? path
  return {
    files,
    records,
    executed,
    questions,
    commands: { find: (name) => findCmdlet(table, { name, arguments: {} }), list: () => cmdlets },
    async execute(command) {
      executed.push(command)
      return invoke(table, command, null)
    },
    whatIf: async (command) => ok([`Performing ${command.name}.`]),
    async ask(question) {
      questions.push(question)
      const answer = answers[questions.length - 1]
      if (answer === undefined) return { kind: 'none' }
      if (question.kind === 'secret')
        return { kind: 'secret', secret: secure(question.prompt, `sealed ${answer}`) }
      if (question.kind === 'credential')
        return { kind: 'credential', userName: answer, secret: secure('', 'sealed') }
      if (question.kind === 'confirm') return { kind: 'confirm', choice: answer === 'y' ? 'yes' : 'no' }
      return { kind: 'text', text: answer }
    },
    write: (record) => void records.push(record),
    now: () => new Date('2026-11-22T06:30:00Z'),
    seal: (secret) => secure('', `sealed ${secret.length}`),
    drive: {
      read: async (path) => files.get(pathOf(path)) ?? null,
      async write(path, content) {
        files.set(pathOf(path), content)
        return ok(undefined)
      },
      remove: async (path) => files.delete(pathOf(path)),
      list: async () =>
        [...files].map(([path, content]) => ({
          path,
          size: content.length,
          modified: new Date('2026-11-22T06:00:00Z'),
        })),
    },
    environment: new Map([
      ['USERNAME', 'Administrator'],
      ['COMPUTERNAME', 'EXCH01'],
      ['USERPROFILE', 'C:\\Users\\Administrator'],
    ]),
  }
}

/** Runs a script and gives what the console would show, line by line, without empty lines at both ends. */
export async function consoleOf(
  source: string,
  host: TestHost = testHost(),
  limits?: Limits,
): Promise<string> {
  const shell = await openShell(host, limits)
  for await (const _ of shell.run(source));
  return shownBy(host.records)
}

export function shownBy(records: readonly StreamRecord[]): string {
  const lines: string[] = []
  let values: Parameters<typeof formatObjects>[0][number][] = []
  const flush = () => {
    lines.push(...formatObjects(values))
    values = []
  }
  for (const record of records) {
    if (record.stream === 'output') {
      values.push(record.value)
      continue
    }
    flush()
    if (record.stream === 'error') lines.push(...errorLines(record.error))
    else if (record.stream === 'host') lines.push(record.text)
    else if ('message' in record) lines.push(`${record.stream.toUpperCase()}: ${record.message}`)
  }
  flush()
  return lines.join('\n').replace(/^\n+|\n+$/g, '')
}
