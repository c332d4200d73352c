import { bind } from './bind'
import type { Command } from './command'
import { OutputBytes, OutputText } from './output-value'
import type { Bound, ParameterTable } from './parameter'
import { ok, type Result, refuse } from './result'

/** What a command did. */
export interface Outcome {
  /** The objects that it writes to the pipeline. */
  readonly output?: readonly object[]
  /**
   * What it writes after `output`, where that may be more than should stand in memory at once. It is read within
   * the command's own transaction; `invoke` reads it to its end, `start` leaves that to its caller.
   */
  readonly stream?: AsyncIterable<object>
  readonly warnings?: readonly string[]
  /** The commands that take back what it did, in the order to run them; absent when it cannot be taken back. */
  readonly undo?: readonly Command[]
}

/** A command's definition. `Outside` is whatever its room works on; the shell only passes it through. */
export interface Cmdlet<Outside, P extends ParameterTable = ParameterTable> {
  readonly name: string
  readonly synopsis: string
  readonly parameters: P
  /** False where the command does not exist on this site, as Enable-OutlookAnywhere on Exchange 2013. */
  readonly exists?: (outside: Outside) => Promise<boolean>
  /** Those of `parameters` that there are on this site; absent where it is all of them on every site. */
  readonly parametersOn?: (outside: Outside) => Promise<ParameterTable>
  /**
   * Parameters that are mandatory by what else is given, as where a parameter set decides: a shell asks for them.
   * `given` are names in lower case.
   */
  readonly alsoMandatory?: (given: ReadonlySet<string>) => readonly string[]
  /** Changes nothing: it may run for an Observer, and the activity log leaves it out. */
  readonly reads?: boolean
  /** What it changes is kept from previews and results: a drill would tell its fault. */
  readonly conceals?: boolean
  /** By which properties a console shows what it writes, where nothing else is asked. */
  readonly columns?: readonly string[]
  /** `line` is the command as it was written: a program may look at the path that it was called by. */
  readonly run: (bound: Bound<P>, outside: Outside, line: Command) => Promise<Result<Outcome>>
}

/** Gives a cmdlet its types: `run` sees the values that its own parameters parse to. */
export function cmdlet<Outside>() {
  return <const P extends ParameterTable>(definition: Cmdlet<Outside, P>): Cmdlet<Outside> =>
    definition as unknown as Cmdlet<Outside>
}

export type CommandTable<Outside> = ReadonlyMap<string, Cmdlet<Outside>>

/** A table by lower-case name; a name that two rooms claim is a bug. */
export function commandTable<Outside>(cmdlets: readonly Cmdlet<Outside>[]): CommandTable<Outside> {
  const table = new Map<string, Cmdlet<Outside>>()
  for (const one of cmdlets) {
    if (table.has(one.name.toLowerCase())) throw new Error(`${one.name} is defined twice`)
    table.set(one.name.toLowerCase(), one)
  }
  return table
}

/** `E:\setup.exe` and `setup.exe` are one program: a path's last part names the command. */
function nameOf({ name }: Command): string {
  return (name.split('\\').at(-1) ?? name).toLowerCase()
}

/** `setup` is setup.exe, and ARRConfig.exe is ARRConfig: a program needs no extension. */
export function findCmdlet<Outside>(table: CommandTable<Outside>, command: Command): Cmdlet<Outside> | null {
  const name = nameOf(command)
  return table.get(name) ?? table.get(`${name}.exe`) ?? table.get(name.replace(/\.exe$/, '')) ?? null
}

/** Binds and runs a command, and the rest of its pipeline. Every expected failure comes back as an ErrorRecord. */
export async function invoke<Outside>(
  table: CommandTable<Outside>,
  command: Command,
  outside: Outside,
): Promise<Result<Outcome>> {
  const result = await start(table, command, outside)
  if (!result.ok || !result.value.stream) return result
  const { stream, output = [], ...rest } = result.value
  const all = [...output]
  for await (const object of stream) all.push(object)
  return ok({ ...rest, output: all })
}

/** As invoke; what comes as a stream is still to be read. */
export async function start<Outside>(
  table: CommandTable<Outside>,
  command: Command,
  outside: Outside,
): Promise<Result<Outcome>> {
  const found = findCmdlet(table, command)
  if (!found || (found.exists && !(await found.exists(outside)))) return notRecognized(command.name)
  const bound = bind(command, await parametersOf(found, outside))
  if (!bound.ok) return bound
  const result = await found.run(bound.value, outside, command)
  return result.ok && command.into ? invokeNext(table, result.value, command.into, outside) : result
}

async function parametersOf<Outside>(
  { parameters, parametersOn }: Cmdlet<Outside>,
  outside: Outside,
): Promise<ParameterTable> {
  return parametersOn ? parametersOn(outside) : parameters
}

async function* written({ output = [], stream }: Outcome): AsyncIterable<object> {
  yield* output
  if (stream) yield* stream
}

/** Runs the next command once for each object that came out of the one before it. */
async function invokeNext<Outside>(
  table: CommandTable<Outside>,
  { stream, ...before }: Outcome,
  next: Command,
  outside: Outside,
): Promise<Result<Outcome>> {
  const found = findCmdlet(table, next)
  const parameters = found ? await parametersOf(found, outside) : {}
  let outcome: Outcome = { ...before, output: [] }
  for await (const object of written({ ...before, ...(stream ? { stream } : {}) })) {
    const result = await invoke(table, takingFrom(object, next, parameters), outside)
    if (!result.ok) return result
    outcome = joined(outcome, result.value)
  }
  return ok(outcome)
}

function takingFrom(object: object, command: Command, parameters: ParameterTable): Command {
  const properties = new Map(
    Object.entries(object).map(([name, value]) => [name.toLowerCase(), value as unknown]),
  )
  const taken = Object.entries(parameters).flatMap(([name, { piped, pipedByValue, aliases = [] }]) => {
    if (command.arguments[name] !== undefined) return []
    const named = [name, ...aliases].map((one) => properties.get(one.toLowerCase())).find(Boolean)
    const value = pipedByValue && object instanceof OutputText ? object.text : piped ? plainText(named) : null
    return value === null ? [] : [[name, value]]
  })
  return { ...command, arguments: { ...Object.fromEntries(taken), ...command.arguments } }
}

/** Between two commands of a runbook only text goes on; bytes as base64. */
function plainText(value: unknown): string | null {
  if (value instanceof OutputBytes) return value.toJSON()
  return typeof value === 'string' ? value : null
}

/** Two commands of one pipeline as one outcome; taken back in the opposite order. */
function joined(first: Outcome, second: Outcome): Outcome {
  const undo = first.undo && second.undo ? { undo: [...second.undo, ...first.undo] } : {}
  return {
    output: [...(first.output ?? []), ...(second.output ?? [])],
    warnings: [...(first.warnings ?? []), ...(second.warnings ?? [])],
    ...undo,
  }
}

function notRecognized(name: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'CommandNotFoundException',
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    { target: name },
  )
}
