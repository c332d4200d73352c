// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { fileName, readFile, resolvePath } from '../evaluate/files'
import { matchObject } from '../evaluate/regex-methods'
import { type Step, wait } from '../evaluate/step'
import { type Datum, elementsOf, PSObject } from '../values/datum'
import { decodeText } from '../values/encoding'
import { execute, regex, wildcard } from '../values/pattern'
import { textOf } from '../values/text'

interface Place {
  readonly path: string | null
  readonly number: number
}

function matchInfo(
  line: string,
  pattern: string,
  found: RegExpExecArray | null,
  { path, number }: Place,
): PSObject {
  const made = new PSObject(['Microsoft.PowerShell.Commands.MatchInfo'])
    .set('LineNumber', number)
    .set('Line', line)
    .set('Filename', path === null ? 'InputStream' : fileName(path))
    .set('Path', path ?? 'InputStream')
    .set('Pattern', pattern)
    .set('Matches', found ? [matchObject(found)] : [])
  made.text = path === null ? line : `${path}:${number}:${line}`
  return made
}

export const selectString: Builtin = {
  name: 'Select-String',
  synopsis: 'Finds text in strings and files.',
  aliases: ['sls'],
  parameters: [
    takes('Pattern', 'texts', { position: 0, mandatory: true }),
    takes('Path', 'texts', { position: 1, aliases: ['LiteralPath', 'PSPath', 'FullName'] }),
    takes('InputObject', 'object'),
    ...['SimpleMatch', 'CaseSensitive', 'Quiet', 'List', 'NotMatch', 'AllMatches'].map((name) =>
      takes(name, 'switch'),
    ),
    takes('Encoding', 'text'),
  ],
  start(call) {
    const patterns = call.list('Pattern').map((one) => textOf(one))
    const expressions = patterns.map((one) =>
      regex(
        call.flag('SimpleMatch') ? one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : one,
        call.flag('CaseSensitive'),
      ),
    )
    let hits = 0
    let came = 0
    const judge = function* (line: string, place: Place): Step<boolean> {
      for (const [i, expression] of expressions.entries()) {
        const found = execute(expression, line)
        if ((found === null) !== call.flag('NotMatch')) continue
        hits++
        if (!call.flag('Quiet')) yield* call.write(matchInfo(line, patterns[i] ?? '', found, place))
        return true
      }
      return false
    }
    const inFile = function* (path: string): Step<void> {
      const text = decodeText(yield* readFile(call.context.machine, path)).replace(/\r?\n$/, '')
      for (const [i, line] of text.split(/\r?\n/).entries()) {
        if (call.context.machine.count()) yield null
        if ((yield* judge(line, { path, number: i + 1 })) && (call.flag('List') || call.flag('Quiet'))) return
      }
    }
    const item = function* (one: Datum): Step<void> {
      if (one instanceof PSObject && one.types[0] === 'System.IO.FileInfo') yield* inFile(one.text ?? '')
      else yield* judge(textOf(one), { path: null, number: ++came })
    }
    return {
      process: item,
      *end() {
        for (const path of yield* paths(call)) yield* inFile(path)
        for (const one of call.has('InputObject') ? elementsOf(call.get('InputObject') ?? null) : [])
          yield* item(one)
        if (call.flag('Quiet')) yield* call.write(hits > 0)
      },
    }
  },
}

/** The files that -Path names, with wildcards. */
function* paths(call: Call): Step<string[]> {
  const found: string[] = []
  for (const one of call.list('Path')) {
    const path = resolvePath(call.context.machine, textOf(one))
    if (!/[*?]/.test(path)) found.push(path)
    else
      for (const file of yield* wait(call.context.machine.host.drive.list()))
        if (wildcard(path).test(file.path)) found.push(file.path)
  }
  return found
}
