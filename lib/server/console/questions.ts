import { randomUUID } from 'node:crypto'
import type { ConsoleAnswer, ConsoleQuestion } from '@/lib/runbooks/console'
import { ok, type Result, refuse, secure } from '@/lib/shell'
import type { Answer, Question } from '@/lib/shell/language'
import { vault } from '../vault'

interface Waiting {
  readonly asked: ConsoleQuestion
  readonly resolve: (answer: Answer) => void
}

const none: Answer = { kind: 'none' }

/** The questions of a run: one at a time waits for whoever sits before the shell. */
export class Questions {
  #waiting: Waiting | null = null

  /**
   * @param show tells the browser what is asked
   * @param unanswered called when nobody has answered for `patienceMs`
   */
  constructor(
    private readonly show: (question: ConsoleQuestion) => void,
    private readonly unanswered: () => void,
    private readonly patienceMs: number,
  ) {}

  async ask(question: Question, signal: AbortSignal): Promise<Answer> {
    if (signal.aborted) return none
    const asked = shownQuestion(question)
    const timer = setTimeout(this.unanswered, this.patienceMs)
    const answered = new Promise<Answer>((resolve) => {
      this.#waiting = { asked, resolve }
      signal.addEventListener('abort', () => resolve(none), { once: true })
    })
    this.show(asked)
    try {
      return await answered
    } finally {
      clearTimeout(timer)
      this.#waiting = null
    }
  }

  /** @param clear told each secret, so that it can be kept out of what is written down */
  answer(id: string, given: ConsoleAnswer, clear: (secret: string) => void): Result<void> {
    const waiting = this.#waiting
    if (!waiting || waiting.asked.id !== id)
      return refuse('ObjectNotFound', 'QuestionNotOpen', 'This question is not open any more.', {
        recommendedAction: 'Run the command again.',
      })
    if (waiting.asked.kind !== given.kind)
      return refuse('InvalidArgument', 'OtherAnswer', `The question asks for a ${waiting.asked.kind}.`, {
        recommendedAction: 'Load the page again.',
      })
    if (given.kind === 'secret') clear(given.text)
    if (given.kind === 'credential') clear(given.password)
    waiting.resolve(sealed(given, waiting.asked.prompt))
    return ok(undefined)
  }
}

function sealed(given: ConsoleAnswer, prompt: string): Answer {
  const seal = (text: string) => secure(prompt, vault.seal(text))
  if (given.kind === 'confirm') return { kind: 'confirm', choice: given.choice }
  if (given.kind === 'credential')
    return { kind: 'credential', userName: given.userName, secret: seal(given.password) }
  if (given.kind === 'secret') return { kind: 'secret', secret: seal(given.text) }
  return { kind: 'text', text: given.text }
}

function shownQuestion(question: Question): ConsoleQuestion {
  return {
    id: randomUUID(),
    kind: question.kind,
    caption: question.kind === 'confirm' ? question.caption : '',
    prompt: question.prompt,
    parameter: 'parameter' in question ? (question.parameter ?? null) : null,
    help: 'help' in question ? (question.help ?? null) : null,
    userName: question.kind === 'credential' ? question.userName : null,
  }
}
