// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { formatObjects } from '../format/format'
import type { Redirection } from '../parse/ast'
import { type Datum, ErrorDatum } from '../values/datum'
import { decodeText, encodeText } from '../values/encoding'
import { textOf } from '../values/text'
import { evaluate } from './expression'
import { resolvePath, writeFile } from './files'
import type { Context } from './machine'
import { nothing, type Step, wait } from './step'

/** Where a statement's streams go by its `>` and `2>`. */
export function* redirected(
  redirections: readonly Redirection[],
  c: Context,
): Step<{ context: Context; close: () => Step<void> }> {
  if (redirections.length === 0) return { context: c, close: nothing }
  let context = c
  const closers: (() => Step<void>)[] = []
  for (const { sign, file } of redirections) {
    const stream = sign.charAt(0)
    const { out } = context
    if (sign.includes('&')) context = { ...context, errors: (error) => out(new ErrorDatum(error)) }
    else {
      const path = file ? yield* evaluate(file, c) : null
      const written: Datum[] = []
      const write = function* (value: Datum): Step<void> {
        c.machine.made(1)
        if (path !== null) written.push(value)
      }
      if (stream === '>' || stream === '*') context = { ...context, out: write }
      if (stream === '2' || stream === '*')
        context = {
          ...context,
          *errors(error) {
            yield* write(new ErrorDatum(error))
          },
        }
      if (path !== null) closers.push(() => toFile(c, textOf(path), written, sign.includes('>>')))
    }
  }
  return {
    context,
    *close() {
      for (const close of closers) yield* close()
    },
  }
}

/** A file gets what the console would show. */
function* toFile(c: Context, path: string, written: readonly Datum[], append: boolean): Step<void> {
  const lines = formatObjects(written, (type) => c.machine.host.view?.(type) ?? null)
  const file = resolvePath(c.machine, path)
  const before = append ? yield* wait(c.machine.host.drive.read(file)) : null
  yield* writeFile(
    c.machine,
    file,
    encodeText((before ? decodeText(before) : '') + lines.map((line) => `${line}\r\n`).join(''), 'unicode'),
  )
}
