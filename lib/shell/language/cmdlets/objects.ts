// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { StopUpstream } from '../evaluate/flow'
import { propertiesOf, property } from '../evaluate/members'
import { applyOperator } from '../evaluate/operators'
import { callStatic } from '../evaluate/static-members'
import type { Step } from '../evaluate/step'
import { compare } from '../values/compare'
import { toNumber, truth } from '../values/convert'
import {
  Credential,
  collected,
  type Datum,
  elementsOf,
  Hashtable,
  PSObject,
  ScriptBlock,
  Secure,
  typeOf,
} from '../values/datum'
import { numeric, toDouble } from '../values/number'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { findType } from '../values/type-names'
import { calculated, columnValue } from './calculated'

const comparisons =
  'eq ne gt ge lt le like notlike match notmatch contains notcontains in notin is isnot ceq cne clike cmatch'.split(
    ' ',
  )

function* given(call: Call): Step<readonly Datum[]> {
  return call.has('InputObject') ? elementsOf(call.get('InputObject') ?? null) : []
}

export const whereObject: Builtin = {
  name: 'Where-Object',
  synopsis: 'Selects objects from a collection based on their property values.',
  aliases: ['where', '?'],
  parameters: [
    takes('FilterScript', 'object', { position: 0 }),
    takes('Value', 'object', { position: 1 }),
    takes('Property', 'text'),
    takes('InputObject', 'object'),
    ...comparisons.map((name) =>
      takes(
        name.replace(/^./, (c) => c.toUpperCase()),
        'switch',
      ),
    ),
  ],
  start(call) {
    const filter = call.get('FilterScript') ?? call.get('Property') ?? null
    const operator = comparisons.find((name) => call.flag(name))
    const passes = function* (item: Datum): Step<boolean> {
      if (filter instanceof ScriptBlock) return truth(collected(yield* call.invoke(filter, item)))
      const left = property(item, textOf(filter)) ?? null
      if (!operator) return truth(left)
      return truth(
        applyOperator(`-${operator}`, left, call.get('Value') ?? null, {
          now: call.context.machine.now,
          matched() {},
        }),
      )
    }
    return {
      *process(item) {
        if (yield* passes(item)) yield* call.write(item)
      },
      *end() {
        for (const item of yield* given(call)) if (yield* passes(item)) yield* call.write(item)
      },
    }
  },
}

export const forEachObject: Builtin = {
  name: 'ForEach-Object',
  synopsis: 'Performs an operation against each item in a collection of input objects.',
  aliases: ['foreach', '%'],
  parameters: [
    takes('Process', 'objects', { position: 0 }),
    takes('Begin', 'block'),
    takes('End', 'block'),
    takes('MemberName', 'text'),
    takes('ArgumentList', 'objects'),
    takes('InputObject', 'object'),
    takes('RemainingScripts', 'objects', { rest: true, position: 1 }),
  ],
  start(call) {
    const blocks = [...call.list('Process'), ...call.list('RemainingScripts')]
    const scripts = blocks.filter((one) => one instanceof ScriptBlock)
    const first = call.get('Begin') ?? (scripts.length > 1 ? scripts[0] : undefined)
    const last = call.get('End') ?? (scripts.length > 2 ? scripts.at(-1) : undefined)
    const middle = scripts.filter((one) => one !== first && one !== last)
    const name = blocks.find((one) => !(one instanceof ScriptBlock)) ?? call.get('MemberName')
    const each = function* (item: Datum): Step<void> {
      if (name !== undefined && name !== null) yield* writeAll(call, property(item, textOf(name)) ?? null)
      for (const block of middle) yield* call.invoke(block, item, [], call.context.out)
    }
    return {
      *begin() {
        if (first) yield* call.invoke(first, null, [], call.context.out)
      },
      process: each,
      *end() {
        for (const item of yield* given(call)) yield* each(item)
        if (last) yield* call.invoke(last, null, [], call.context.out)
      },
    }
  },
}

function* writeAll(call: Call, value: Datum): Step<void> {
  for (const one of elementsOf(value)) yield* call.write(one)
}

export const selectObject: Builtin = {
  name: 'Select-Object',
  synopsis: 'Selects objects or object properties.',
  aliases: ['select'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('ExcludeProperty', 'texts'),
    takes('ExpandProperty', 'text', { aliases: ['Expand'] }),
    takes('First', 'int'),
    takes('Last', 'int'),
    takes('Skip', 'int'),
    takes('SkipLast', 'int'),
    takes('Index', 'objects'),
    takes('Unique', 'switch'),
    takes('Wait', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const first = call.number('First')
    const last = call.number('Last')
    const skip = call.number('Skip') ?? 0
    const skipLast = call.number('SkipLast') ?? 0
    const held: Datum[] = []
    const seen: Datum[] = []
    let passed = 0
    let place = 0
    const write = function* (item: Datum): Step<void> {
      const made = yield* selected(call, item)
      for (const one of made) {
        if (call.flag('Unique')) {
          const text = shape(one)
          if (seen.includes(text)) continue
          seen.push(text)
        }
        yield* call.write(one)
      }
    }
    const take = function* (item: Datum): Step<void> {
      place++
      const indexes = call.list('Index')
      if (indexes.length > 0) {
        if (indexes.includes(place - 1)) yield* write(item)
        return
      }
      if (last !== null || skipLast > 0) {
        held.push(item)
        return
      }
      if (place <= skip) return
      if (first !== null && passed >= first) throw new StopUpstream()
      passed++
      yield* write(item)
      if (first !== null && passed >= first) throw new StopUpstream()
    }
    return {
      process: take,
      *end() {
        for (const item of yield* given(call)) yield* take(item)
        const chosen =
          last !== null
            ? held
                .slice(0, held.length - (last === 0 ? 0 : skip) || undefined)
                .slice(last === 0 ? held.length : -last)
            : held.slice(skip, Math.max(0, held.length - skipLast))
        if (last !== null || skipLast > 0) for (const item of chosen) yield* write(item)
      },
    }
  },
}

function shape(value: Datum): string {
  return value instanceof PSObject
    ? [...value.properties.values()].map((one) => `${one.name}=${textOf(one.value)}`).join('\0')
    : textOf(value)
}

function* selected(call: Call, item: Datum): Step<Datum[]> {
  const properties = call.list('Property')
  const expand = call.text('ExpandProperty')
  if (expand !== null) {
    const found = property(item, expand)
    if (found === undefined)
      throw failure(`Property "${expand}" cannot be found.`, 'ExpandPropertyNotFound', {
        category: 'InvalidArgument',
      })
    return [...elementsOf(found)]
  }
  if (properties.length === 0 && !call.has('ExcludeProperty')) return [item]
  const made = new PSObject([`Selected.${typeOf(item)}`, 'System.Management.Automation.PSCustomObject'])
  const excluded = call.list('ExcludeProperty').map((one) => wildcard(textOf(one)))
  for (const one of properties.length ? properties : ['*']) {
    for (const column of calculated(one, item)) {
      if (excluded.some((pattern) => pattern.test(column.label))) continue
      made.set(column.label, yield* columnValue(column, item, call))
    }
  }
  return [made]
}

export const sortObject: Builtin = {
  name: 'Sort-Object',
  synopsis: 'Sorts objects by property values.',
  aliases: ['sort'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('Descending', 'switch'),
    takes('Unique', 'switch'),
    takes('CaseSensitive', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const items: { item: Datum; keys: Datum[] }[] = []
    const columns = call.list('Property')
    const add = function* (item: Datum): Step<void> {
      const keys: Datum[] = []
      for (const column of columns)
        for (const one of calculated(column, item)) keys.push(yield* columnValue(one, item, call))
      items.push({ item, keys: columns.length ? keys : [item] })
    }
    const directions = columns.map((one) =>
      one instanceof Hashtable && one.has('Descending')
        ? truth(one.get('Descending'))
        : one instanceof Hashtable && one.has('Ascending')
          ? !truth(one.get('Ascending'))
          : call.flag('Descending'),
    )
    const order = (a: { keys: Datum[] }, b: { keys: Datum[] }) => {
      for (const [i, key] of a.keys.entries()) {
        const found =
          compare(key, b.keys[i] ?? null, call.flag('CaseSensitive')) ??
          compare(textOf(key), textOf(b.keys[i] ?? null)) ??
          0
        if (found !== 0) return (directions[i] ?? call.flag('Descending')) ? -found : found
      }
      return 0
    }
    return {
      process: add,
      *end() {
        for (const item of yield* given(call)) yield* add(item)
        call.context.machine.count(items.length)
        items.sort(order)
        for (const [i, one] of items.entries()) {
          const before = items[i - 1]
          if (call.flag('Unique') && before && order(before, one) === 0) continue
          yield* call.write(one.item)
        }
      },
    }
  },
}

export const groupObject: Builtin = {
  name: 'Group-Object',
  synopsis: 'Groups objects that contain the same value for specified properties.',
  aliases: ['group'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('NoElement', 'switch'),
    takes('AsHashTable', 'switch'),
    takes('AsString', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const groups = new Map<string, { values: Datum[]; items: Datum[] }>()
    const add = function* (item: Datum): Step<void> {
      const values: Datum[] = []
      for (const column of call.list('Property'))
        for (const one of calculated(column, item)) values.push(yield* columnValue(one, item, call))
      if (call.list('Property').length === 0) values.push(item)
      const key = values.map((one) => textOf(one).toLowerCase()).join('\0')
      const found = groups.get(key)
      if (found) found.items.push(item)
      else groups.set(key, { values, items: [item] })
    }
    return {
      process: add,
      *end() {
        for (const item of yield* given(call)) yield* add(item)
        if (call.flag('AsHashTable')) {
          const table = new Hashtable()
          for (const { values, items } of groups.values())
            table.set(call.flag('AsString') ? textOf(values[0] ?? null) : (values[0] ?? null), items)
          return yield* call.write(table)
        }
        for (const { values, items } of groups.values()) {
          const type = `Microsoft.PowerShell.Commands.${call.flag('NoElement') ? 'GroupInfoNoElement' : 'GroupInfo'}`
          yield* call.write(
            new PSObject([type])
              .set('Values', values)
              .set('Count', items.length)
              .set('Group', items)
              .set('Name', values.map((one) => textOf(one)).join(', ')),
          )
        }
      },
    }
  },
}

export const measureObject: Builtin = {
  name: 'Measure-Object',
  synopsis:
    'Calculates the numeric properties of objects, and the characters, words, and lines in string objects.',
  aliases: ['measure'],
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    ...['Sum', 'Average', 'Maximum', 'Minimum', 'Line', 'Word', 'Character'].map((name) =>
      takes(name, 'switch'),
    ),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const values: Datum[] = []
    let count = 0
    const names = call.list('Property')
    const add = (item: Datum) => {
      count++
      if (names.length === 0) values.push(item)
      else {
        const found = property(item, textOf(names[0] ?? null))
        if (found !== undefined && found !== null) values.push(found)
      }
    }
    return {
      *process(item) {
        add(item)
      },
      *end() {
        for (const item of yield* given(call)) add(item)
        yield* call.write(measured(call, values, names.length ? values.length : count, names[0] ?? null))
      },
    }
  },
}

function measured(call: Call, values: readonly Datum[], count: number, name: Datum): PSObject {
  if (['Line', 'Word', 'Character'].some((one) => call.flag(one))) {
    const text = values.map((one) => textOf(one))
    return new PSObject(['Microsoft.PowerShell.Commands.TextMeasureInfo'])
      .set('Lines', call.flag('Line') ? text.length : null)
      .set(
        'Words',
        call.flag('Word') ? text.reduce((n, one) => n + (one.match(/\S+/g)?.length ?? 0), 0) : null,
      )
      .set('Characters', call.flag('Character') ? text.reduce((n, one) => n + one.length, 0) : null)
      .set('Property', name)
  }
  const numbers = values
    .map((one) => toNumber(one))
    .filter((one) => one !== undefined)
    .map(toDouble)
  const sum = numbers.reduce((a, b) => a + b, 0)
  const edge = (sign: number) =>
    values.reduce<Datum>(
      (best, one) => (best === null || (compare(one, best) ?? 0) * sign > 0 ? one : best),
      null,
    )
  return new PSObject(['Microsoft.PowerShell.Commands.GenericMeasureInfo'])
    .set('Count', count)
    .set('Average', call.flag('Average') && numbers.length ? numeric(sum / numbers.length) : null)
    .set('Sum', call.flag('Sum') ? numeric(sum) : null)
    .set('Maximum', call.flag('Maximum') ? edge(1) : null)
    .set('Minimum', call.flag('Minimum') ? edge(-1) : null)
    .set('Property', name)
}

export const teeObject: Builtin = {
  name: 'Tee-Object',
  synopsis: 'Saves command output in a variable and also sends it down the pipeline.',
  aliases: ['tee'],
  parameters: [takes('Variable', 'text', { mandatory: true }), takes('InputObject', 'object')],
  start(call) {
    const all: Datum[] = []
    return {
      *process(item) {
        all.push(item)
        yield* call.write(item)
      },
      *end() {
        call.context.scope.set(call.text('Variable') ?? '', collected(all))
      },
    }
  },
}

export const getMember: Builtin = {
  name: 'Get-Member',
  synopsis: 'Gets the properties and methods of objects.',
  aliases: ['gm'],
  parameters: [
    takes('Name', 'texts', { position: 0 }),
    takes('MemberType', 'texts', { aliases: ['Type'] }),
    takes('InputObject', 'object'),
    takes('Static', 'switch'),
    takes('Force', 'switch'),
  ],
  start(call) {
    const seen = new Set<string>()
    const show = function* (item: Datum): Step<void> {
      const type = typeOf(item)
      if (seen.has(type)) return
      seen.add(type)
      const kind = item instanceof PSObject && type.endsWith('PSCustomObject') ? 'NoteProperty' : 'Property'
      const names = call.list('Name').map((one) => wildcard(textOf(one)))
      for (const [name, value] of Object.entries(propertiesOf(item)).sort(([a], [b]) =>
        a.toLowerCase() < b.toLowerCase() ? -1 : 1,
      )) {
        if (names.length && !names.some((pattern) => pattern.test(name))) continue
        const definition =
          kind === 'NoteProperty'
            ? `${value === null ? 'object' : short(typeOf(value))} ${name}=${textOf(value)}`
            : `${short(typeOf(value))} ${name} {get;set;}`
        yield* call.write(
          new PSObject(['Microsoft.PowerShell.Commands.MemberDefinition'])
            .set('TypeName', type)
            .set('Name', name)
            .set('MemberType', kind)
            .set('Definition', definition),
        )
      }
    }
    return {
      process: show,
      *end() {
        for (const item of yield* given(call)) yield* show(item)
        if (seen.size === 0)
          throw failure('You must specify an object for the Get-Member cmdlet.', 'NoObjectInGetMember', {
            category: 'InvalidOperation',
          })
      },
    }
  },
}

const short = (type: string) =>
  ({
    'System.String': 'string',
    'System.Int32': 'int',
    'System.Boolean': 'bool',
    'System.Int64': 'long',
    'System.Object[]': 'Object[]',
  })[type] ?? type

export const addMember: Builtin = {
  name: 'Add-Member',
  synopsis: 'Adds custom properties to an instance of an object.',
  parameters: [
    takes('MemberType', 'text', { position: 0, aliases: ['Type'] }),
    takes('Name', 'text', { position: 1 }),
    takes('Value', 'object', { position: 2 }),
    takes('InputObject', 'object'),
    takes('NotePropertyName', 'text'),
    takes('NotePropertyValue', 'object'),
    takes('NotePropertyMembers', 'table'),
    takes('PassThru', 'switch'),
    takes('Force', 'switch'),
  ],
  start(call) {
    const add = function* (item: Datum): Step<void> {
      const kind = call.text('MemberType')
      const odd = kind !== null && !/^(NoteProperty|ScriptMethod)$/i.test(kind)
      if (odd && call.has('Name'))
        throw failure(
          `Members of the type ${kind} are not supported in this shell. Use NoteProperty.`,
          'NotSupported',
          { category: 'InvalidArgument' },
        )
      const name = call.text('NotePropertyName') ?? (odd ? kind : call.text('Name'))
      const value = call.get('NotePropertyValue') ?? call.get('Value') ?? null
      if (item instanceof PSObject) {
        if (name !== null && item.properties.has(name.toLowerCase()) && !call.flag('Force'))
          throw failure(
            `Cannot add a member with the name "${name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
            'MemberAlreadyExists',
            { category: 'InvalidOperation' },
          )
        if (name !== null) item.set(name, value)
        const table = call.get('NotePropertyMembers')
        if (table instanceof Hashtable)
          for (const one of table.entries.values()) item.set(textOf(one.key), one.value)
      }
      if (call.flag('PassThru')) yield* call.write(item)
    }
    return {
      process: add,
      *end() {
        if (call.has('InputObject')) yield* add(call.get('InputObject') ?? null)
      },
    }
  },
}

export const newObject: Builtin = {
  name: 'New-Object',
  synopsis: 'Creates an instance of one of the types that this shell knows.',
  parameters: [
    takes('TypeName', 'text', { position: 0, mandatory: true }),
    takes('ArgumentList', 'objects', { position: 1, aliases: ['Args'] }),
    takes('Property', 'table'),
  ],
  start: (call) => once(() => created(call)),
}

function* created(call: Call): Step<void> {
  const type = findType(call.text('TypeName') ?? '')
  const table = call.get('Property')
  if (type && /PSObject$|PSCustomObject$|System\.Object$/.test(type)) {
    const made = new PSObject()
    if (table instanceof Hashtable)
      for (const one of table.entries.values()) made.set(textOf(one.key), one.value)
    return yield* call.write(made)
  }
  if (type === 'System.Collections.Hashtable') return yield* call.write(new Hashtable())
  if (type === 'System.Management.Automation.PSCredential') {
    const [name, password] = call.list('ArgumentList')
    if (password instanceof Secure) return yield* call.write(new Credential(textOf(name ?? null), password))
  }
  if (!type)
    throw failure(
      `Cannot find type [${call.text('TypeName')}]: verify that the assembly containing this type is loaded.`,
      'TypeNotFound',
      { category: 'InvalidType', exception: 'System.Management.Automation.PSArgumentException' },
    )
  yield* call.write(yield* callStatic(call.context.machine, type, 'new', call.list('ArgumentList')))
}
