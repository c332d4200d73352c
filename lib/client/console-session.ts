import type { ConsoleQuestion } from '@/lib/runbooks/console'
import { consoleOutput } from './console-output'
import { askInTerminal } from './console-question'
import { carryOut, type RunEnd } from './console-run'
import type { ConsoleOptions, ConsoleSession, ConsoleState, ScriptRun } from './console-state'
import { ink } from './console-text'
import { keyQueue } from './key-queue'
import { type Line, lineOf } from './line-editor'
import { type Key, keysOf } from './line-keys'
import { linePainter } from './line-painter'
import { continued, type LineAsk, piecesOf, type Reading, readLine } from './line-reader'

/** A shell before which somebody sits: reads a line, has it run, and reads the next one. */
export function consoleSession(options: ConsoleOptions): ConsoleSession {
  const { screen, requests, history } = options
  const keys = keyQueue<LineAsk>()
  const painter = linePainter(screen)
  const output = consoleOutput(screen, options.log)
  const closing = new AbortController()
  let doing: ConsoleState['doing'] = 'reading'
  let location = options.location
  /** Ends a question that is asked elsewhere on the page. */
  let giveUp: () => void = () => undefined
  const prompt = () => `[PS] ${location}>`

  const enter = (state: ConsoleState) => {
    doing = state.doing
    options.changed(state)
  }
  const running = () => enter({ doing: 'running', prompt: '', secret: false })

  const stop = () => {
    keys.clear()
    giveUp()
    if (doing === 'running') void requests.stop()
    else if (doing === 'asking') keys.push({ kind: 'key', name: 'Ctrl+C' })
  }

  const ask = (question: ConsoleQuestion) =>
    askInTerminal(question, output, async (text, secret) => {
      options.log(text)
      enter({ doing: 'asking', prompt: text, secret })
      const reading: Reading = { prompt: text, secret }
      const read = await readLine(keys, painter, screen, reading)
      running()
      const typed = read.kind === 'line' ? read.text : null
      painter.leave({ prompt: text, continued, pieces: piecesOf(reading, typed ?? '') })
      return typed
    })

  async function runLine(source: string, reading: Reading): Promise<Line | undefined> {
    running()
    const leave = () => {
      painter.leave({ prompt: reading.prompt, continued, pieces: piecesOf(reading, source) })
      options.log(`${reading.prompt} ${source}`)
      history.add(source)
    }
    if (source.trim() === '') return void leave()
    const run = { source, columns: screen.columns, script: null, ask, began: leave }
    const end = await carryOut(requests, output, run, closing.signal)
    if (end.kind === 'incomplete') return lineOf(`${source}\n`)
    settle(end)
    return undefined
  }

  async function runScript(script: ScriptRun): Promise<void> {
    const { path, parameters } = script
    running()
    painter.leave({ prompt: prompt(), continued, pieces: [{ text: `& '${path}'`, ink: null }] })
    const given = new Promise<null>((resolve) => {
      giveUp = () => resolve(null)
    })
    const ask = (question: ConsoleQuestion) => Promise.race([script.ask(question), given])
    const columns = screen.columns
    const run = { source: script.source, script: { path, parameters }, columns, ask, began: () => undefined }
    const end = await carryOut(requests, output, run, closing.signal)
    if (end.kind === 'incomplete') output.note(`${path} is not whole: it ends too early.`, ink.error)
    settle(end)
    script.ended(end)
  }

  function settle(end: RunEnd) {
    output.freshLine()
    if (end.kind !== 'end') return
    if (end.stopped) output.note('^C', ink.faint)
    if (end.exited) {
      requests.renew()
      output.note('The shell has ended. This is another one.', ink.faint)
    }
    location = end.location
    options.moved(location)
  }

  async function sit(): Promise<void> {
    let start: Line | undefined
    while (!closing.signal.aborted) {
      const { paint, say } = options
      const reading: Reading = { prompt: prompt(), start, history, complete: requests.complete, paint, say }
      enter({ doing: 'reading', prompt: reading.prompt, secret: false })
      const read = await readLine(keys, painter, screen, reading)
      start = undefined
      if (closing.signal.aborted) return
      if (read.kind === 'line') start = await runLine(read.text, reading)
      else if (read.kind === 'cancelled')
        painter.leave({
          ...reading,
          continued,
          pieces: [...piecesOf(reading, read.line.text), { text: '^C', ink: ink.error }],
        })
      else {
        painter.erase()
        start = read.line
        await read.go()
      }
    }
  }

  const press = (key: Key) => {
    const stops = doing === 'running' && key.kind === 'key' && key.name === 'Ctrl+C'
    if (stops) stop()
    else keys.push(key)
  }
  void sit()
  return {
    type: (data) => keysOf(data).forEach(press),
    press: (name) => press({ kind: 'key', name }),
    put: (text) => keys.push({ kind: 'put', text }),
    submit: (text) => keys.push({ kind: 'submit', text }),
    runScript: (run) => {
      if (doing === 'reading') keys.push({ kind: 'away', go: () => runScript(run) })
      return doing === 'reading'
    },
    stop,
    resized: () => doing !== 'running' && keys.push({ kind: 'resize' }),
    close() {
      closing.abort()
      keys.push({ kind: 'key', name: 'Ctrl+C' })
    },
  }
}
