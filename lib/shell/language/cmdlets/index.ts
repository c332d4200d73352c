import type { Builtin } from '../evaluate/builtin'
import * as addMember from './add-member'
import * as alias from './alias'
import * as clixml from './clixml'
import * as commandHelp from './command-help'
import * as compareObject from './compare-object'
import * as consoleCommands from './console'
import * as content from './content'
import * as convert from './convert'
import * as csv from './csv'
import * as date from './date'
import * as executionPolicy from './execution-policy'
import * as forEachObject from './for-each-object'
import * as formatting from './formatting'
import * as groupObject from './group-object'
import * as history from './history'
import * as invoke from './invoke'
import * as item from './item'
import * as itemChanges from './item-changes'
import * as location from './location'
import * as measureObject from './measure-object'
import * as member from './member'
import * as modules from './module'
import * as newObject from './new-object'
import * as paths from './path'
import * as random from './random'
import * as selectObject from './select-object'
import * as selectString from './select-string'
import * as sortObject from './sort-object'
import * as streams from './streams'
import * as teeObject from './tee-object'
import * as transcript from './transcript'
import * as unique from './unique'
import * as unsupported from './unsupported'
import * as variable from './variable'
import * as whereObject from './where-object'

const files = [
  addMember,
  clixml,
  transcript,
  unsupported,
  unique,
  selectString,
  random,
  paths,
  itemChanges,
  invoke,
  history,
  compareObject,
  consoleCommands,
  alias,
  commandHelp,
  content,
  convert,
  csv,
  date,
  executionPolicy,
  forEachObject,
  formatting,
  groupObject,
  item,
  location,
  measureObject,
  member,
  modules,
  newObject,
  selectObject,
  sortObject,
  streams,
  teeObject,
  variable,
  whereObject,
]

/** The commands of the language itself, by lower-case name, and their short names. */
export const builtins: {
  readonly table: ReadonlyMap<string, Builtin>
  readonly aliases: ReadonlyMap<string, string>
} = tables()

function isBuiltin(one: unknown): one is Builtin {
  return typeof one === 'object' && one !== null && 'start' in one
}

function tables() {
  const all = files.flatMap((one) => Object.values<unknown>(one)).filter(isBuiltin)
  return {
    table: new Map(all.map((one) => [one.name.toLowerCase(), one])),
    aliases: new Map(
      all.flatMap((one) => (one.aliases ?? []).map((alias) => [alias.toLowerCase(), one.name] as const)),
    ),
  }
}
