import type { Builtin } from '../evaluate/builtin'
import * as content from './content'
import * as convert from './convert'
import * as formatting from './formatting'
import * as objects from './objects'
import * as session from './session'
import * as streams from './streams'

const { viewsOf: _, ...formats } = formatting

/** The commands of the language itself, by lower-case name, and their short names. */
export const builtins: {
  readonly table: ReadonlyMap<string, Builtin>
  readonly aliases: ReadonlyMap<string, string>
} = tables()

function tables() {
  const all: Builtin[] = [content, convert, formats, objects, session, streams].flatMap((one) =>
    Object.values<Builtin>(one),
  )
  return {
    table: new Map(all.map((one) => [one.name.toLowerCase(), one])),
    aliases: new Map(
      all.flatMap((one) => (one.aliases ?? []).map((alias) => [alias.toLowerCase(), one.name] as const)),
    ),
  }
}
