// biome-ignore-all lint/correctness/noVoidTypeReturn: an early return hands over to the next rule
import type { Expression, Statement } from '../parse/ast'
import { type Datum, elementsOf, Hashtable, PSObject, Version } from '../values/datum'
import { isNumber, roundEven, toDouble } from '../values/number'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { typeNamed } from '../values/type-names'
import { evaluate } from './expression'
import { parentOf } from './files'
import type { Context } from './machine'
import { castValue } from './operation'
import type { Scope } from './scope'
import type { Step } from './step'

type VariableExpression = Extract<Expression, { kind: 'variable' }>

const constants = new Map<string, Datum>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function automatic(name: string, c: Context): Datum | undefined {
  switch (name) {
    case '?':
      return c.machine.lastOk
    case 'error':
      return c.machine.errors
    case 'lastexitcode':
      return c.machine.lastExitCode
    case 'pwd':
      return new PSObject(['System.Management.Automation.PathInfo']).set('Path', c.machine.location)
    case 'host':
      return new PSObject().set('Name', 'ConsoleHost')
    case 'myinvocation':
      return invocation(c)
    case 'pscmdlet':
      return c.scope.invoked(false)
        ? new PSObject(['System.Management.Automation.PSScriptCmdlet']).set('MyInvocation', invocation(c))
        : null
    case 'psscriptroot':
      return parentOf(c.scope.invoked(true)?.path ?? '').replace(/^([a-z]:)$/i, '$1\\')
    case 'pscommandpath':
      return c.scope.invoked(true)?.path ?? ''
    case 'pid':
      return 4242
    case 'home':
      return c.machine.host.environment.get('USERPROFILE') ?? 'C:\\'
    case 'psversiontable': {
      const table = new Hashtable()
      table.set('PSVersion', new Version([5, 1, 17763, 1]))
      table.set('PSEdition', 'Desktop')
      return table
    }
    default:
      return undefined
  }
}

/**
 * A pipeline that wrote nothing, in brackets or kept in a variable, a method that gives nothing back, or `[void]`;
 * `foreach` and pipes pass over it.
 */
export function isNothing(e: Expression, c: Context): boolean {
  if (e.kind === 'call' || (e.kind === 'cast' && typeNamed(e.type) === 'System.Void')) return true
  if (e.kind === 'variable') return c.scope.find(e.name.toLowerCase())?.nothing === true
  return e.kind === 'sub' || (e.kind === 'paren' && expressionOf(e.body) === null)
}

/** The expression that a statement consists of; null for commands, loops and what has redirections. */
export function expressionOf(s: Statement): Expression | null {
  if (s.kind !== 'pipeline' || s.stages.length !== 1) return null
  const [stage] = s.stages
  return stage?.kind === 'expression' && stage.redirections.length === 0 ? stage.value : null
}

export function readVariable({ scope, name }: VariableExpression, c: Context): Datum {
  const lower = name.toLowerCase()
  if (scope === 'env') return environment(c, lower)
  if (constants.has(lower)) return constants.get(lower) ?? null
  const found =
    scope === 'global'
      ? c.scope.global.variables.get(lower)
      : scope === 'script'
        ? c.scope.script.variables.get(lower)
        : scope === 'local'
          ? c.scope.variables.get(lower)
          : c.scope.find(lower === 'psitem' ? '_' : lower)
  return found ? found.value : (automatic(lower, c) ?? null)
}

function invocation(c: Context): PSObject {
  const { name, path } = c.scope.invoked(false) ?? { name: '', path: null }
  const type = path === null ? 'FunctionInfo' : 'ExternalScriptInfo'
  const command = new PSObject([`System.Management.Automation.${type}`]).set('Name', name)
  if (path !== null) command.set('Path', path).set('Definition', path)
  command.text = name
  return new PSObject(['System.Management.Automation.InvocationInfo'])
    .set('MyCommand', command)
    .set('InvocationName', path ?? name)
    .set('ScriptName', c.scope.invoked(true)?.path ?? '')
    .set('BoundParameters', c.scope.find('psboundparameters')?.value ?? null)
}

function environment(c: Context, lower: string): Datum {
  const own = c.machine.global.variables.get(`env:${lower}`)
  return own ? own.value : (c.machine.host.environment.get(lower.toUpperCase()) ?? null)
}

function scopeNamed(scope: string, c: Context): Scope {
  return scope === 'global' ? c.scope.global : scope === 'script' ? c.scope.script : c.scope
}

/** Gives a variable, a property, an element or a list of them a value. */
export function* assign(target: Expression, value: Datum, c: Context): Step<void> {
  switch (target.kind) {
    case 'variable':
      return assignVariable(target, value, c, null)
    case 'cast': {
      const type = typeNamed(target.type)
      if (target.operand.kind === 'variable') return assignVariable(target.operand, value, c, type)
      return yield* assign(target.operand, castValue(value, type, c), c)
    }
    case 'list':
      return yield* assignList(target.items, value, c)
    case 'member': {
      const owner = yield* evaluate(target.target, c)
      const name = target.name.kind === 'text' ? target.name.text : textOf(yield* evaluate(target.name, c))
      return setProperty(owner, name, value)
    }
    case 'index': {
      const owner = yield* evaluate(target.target, c)
      return setElement(owner, yield* evaluate(target.index, c), value)
    }
    default:
      throw failure('The assignment expression is not valid.', 'InvalidLeftHandSide', {
        category: 'InvalidOperation',
      })
  }
}

function assignVariable(
  { scope, name }: VariableExpression,
  value: Datum,
  c: Context,
  type: string | null,
): void {
  const lower = name.toLowerCase()
  if (scope === 'env') return c.machine.global.set(`env:${lower}`, textOf(value))
  if (lower === 'null') return
  if (constants.has(lower) || ['?', 'error', 'pid', 'home', 'host'].includes(lower))
    throw failure(
      `Cannot overwrite variable ${name} because it is read-only or constant.`,
      'VariableNotWritable',
      {
        category: 'InvalidOperation',
        exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
        subject: name,
      },
    )
  const home = scopeNamed(scope, c)
  const found = home.variables.get(lower)
  const how = type ?? found?.type ?? null
  const made = how ? castValue(value, how, c) : value
  if (!found && c.scope.variables.size > 10_000)
    throw failure(
      'Cannot create variable: the maximum number of variables is exceeded.',
      'TooManyVariables',
      { category: 'InvalidOperation' },
    )
  if (found) {
    found.value = made
    found.type = how
    found.nothing = false
  } else home.variables.set(lower, { name, value: made, type: how })
}

function* assignList(items: readonly Expression[], value: Datum, c: Context): Step<void> {
  const values = Array.isArray(value) ? value : elementsOf(value)
  for (const [i, item] of items.entries()) {
    const last = i === items.length - 1
    const rest = values.slice(i)
    yield* assign(item, last && rest.length > 1 ? [...rest] : (values[i] ?? null), c)
  }
}

export function setProperty(owner: Datum, name: string, value: Datum): void {
  if (owner instanceof Hashtable) owner.set(name, value)
  else if (owner instanceof PSObject && owner.properties.has(name.toLowerCase())) owner.set(name, value)
  else if (owner instanceof PSObject)
    throw failure(
      `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
      'PropertyNotFound',
      { category: 'InvalidOperation', subject: name },
    )
  else if (Array.isArray(owner)) for (const one of owner) setProperty(one, name, value)
  else
    throw failure(
      `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
      'PropertyNotFound',
      { category: 'InvalidOperation', subject: name },
    )
}

function setElement(owner: Datum, key: Datum, value: Datum): void {
  if (owner instanceof Hashtable) {
    if (key === null)
      throw failure('Index operation failed; the array index evaluated to null.', 'NullArrayIndex', {
        category: 'InvalidOperation',
      })
    owner.set(key, value)
  } else if (Array.isArray(owner) && isNumber(key)) {
    const place = roundEven(toDouble(key))
    const at = place < 0 ? owner.length + place : place
    if (at < 0 || at >= owner.length)
      throw failure('Index was outside the bounds of the array.', 'IndexOutOfRange', {
        category: 'InvalidOperation',
        exception: 'System.IndexOutOfRangeException',
      })
    owner[at] = value
  } else if (owner === null)
    throw failure('Cannot index into a null array.', 'NullArray', { category: 'InvalidOperation' })
  else
    throw failure(`Unable to index into an object of type ${textOf(owner)}.`, 'CannotIndex', {
      category: 'InvalidOperation',
    })
}
