import { secure } from '@/lib/shell'
import { type Datum, errorLines, openShell, type Question, type ScriptError } from '@/lib/shell/language'
import { siteHost } from './shell-host'
import { vault } from './vault'

/** What one statement of a script did. */
export interface Ran {
  readonly statement: string
  readonly ok: boolean
  readonly objects: readonly Datum[]
  readonly errors: readonly ScriptError[]
  /** The errors as the console prints them. */
  readonly told: string
}

/** Answers a prompt: what is typed, or null when nobody is there. */
export type Typist = (question: Question) => string | null

/** A shell on the site of DATABASE_URL, and somebody who types; it stays open from one script to the next. */
export async function testShell(type: Typist = () => null, actor = 'admin@contoso.com') {
  const asked: Question[] = []
  const host = await siteHost({
    actor,
    async ask(question) {
      asked.push(question)
      const typed = type(question)
      if (typed === null) return { kind: 'none' }
      const secret = secure('', vault.seal(typed))
      if (question.kind === 'secret') return { kind: 'secret', secret }
      if (question.kind === 'credential') return { kind: 'credential', userName: question.userName, secret }
      if (question.kind === 'confirm') return { kind: 'confirm', choice: 'yes' }
      return { kind: 'text', text: typed }
    },
    write: () => undefined,
  })
  const shell = await openShell(host)
  return {
    asked,
    async run(source: string): Promise<readonly Ran[]> {
      const all: Ran[] = []
      for await (const { statement, ok, objects, errors } of shell.run(source))
        all.push({ statement, ok, objects, errors, told: errors.flatMap(errorLines).join('\n') })
      return all
    },
  }
}
