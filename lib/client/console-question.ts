import type { ConsoleAnswer, ConsoleQuestion } from '@/lib/runbooks/console'
import type { ConsoleOutput } from './console-output'
import { shownOnly } from './console-text'

const choices = { y: 'yes', a: 'yesToAll', n: 'no', l: 'noToAll' } as const
const choicesInWords = '[Y] Yes  [A] Yes to All  [N] No  [L] No to All (default is "Y"): '

/** What stands above a question, and the prompts that it takes to answer it. */
export interface Asked {
  readonly lines: readonly string[]
  readonly prompts: readonly { readonly text: string; readonly secret: boolean }[]
}

const oneLine = (text: string) => shownOnly(text).replace(/\s+/g, ' ').trim()

/** How the console asks. A credential takes two prompts, unless the name is known. */
export function asked({ kind, caption, prompt, help, userName }: ConsoleQuestion): Asked {
  const words = oneLine(prompt).replace(/:$/, '')
  const lines = [caption, ...(help ? [help] : [])].map(shownOnly).filter((line) => line.trim() !== '')
  if (kind === 'confirm')
    return { lines: [...lines, shownOnly(prompt)], prompts: [{ text: choicesInWords, secret: false }] }
  if (kind === 'credential') {
    const password = { text: userName ? `Password for ${oneLine(userName)}: ` : 'Password: ', secret: true }
    return {
      lines: [...lines, shownOnly(prompt)].filter(Boolean),
      prompts: userName ? [password] : [{ text: 'User name: ', secret: false }, password],
    }
  }
  return { lines, prompts: [{ text: `${words}: `, secret: kind === 'secret' }] }
}

/** The answer that was typed; null where it is none and has to be asked for again. */
export function answerOf(
  { kind, userName }: ConsoleQuestion,
  typed: readonly string[],
): ConsoleAnswer | null {
  const [first = '', second = ''] = typed
  if (kind === 'text' || kind === 'secret') return { kind, text: first }
  if (kind === 'credential')
    return userName ? { kind, userName, password: first } : { kind, userName: first, password: second }
  const letter = first.trim().toLowerCase().replace(/^yes$/, 'y').replace(/^no$/, 'n') || 'y'
  const choice = Object.entries(choices).find(([name]) => name === letter)
  return choice ? { kind, choice: choice[1] } : null
}

/**
 * Asks in the terminal, prompt by prompt; an answer that is none is asked for again.
 * @param read gives what was typed at one prompt, null when it was cancelled
 */
export async function askInTerminal(
  question: ConsoleQuestion,
  output: ConsoleOutput,
  read: (prompt: string, secret: boolean) => Promise<string | null>,
): Promise<ConsoleAnswer | null> {
  const { lines, prompts } = asked(question)
  for (const line of lines) output.note(line)
  for (;;) {
    const typed: string[] = []
    for (const { text, secret } of prompts) {
      const answer = await read(text, secret)
      if (answer === null) return null
      typed.push(answer)
    }
    const answer = answerOf(question, typed)
    if (answer) return answer
  }
}
