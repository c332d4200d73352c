// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import { methodNames } from '../evaluate/method-names'
import { propertiesOf } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { type Datum, Hashtable, PSObject, typeOf } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { given } from './input-object'

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
      const kinds = call.list('MemberType').map((one) => textOf(one).toLowerCase())
      const isWanted = (one: string) =>
        kinds.length === 0 ||
        kinds.some((wanted) => wanted === 'all' || one.toLowerCase().includes(wanted.replace(/s$|ies$/, '')))
      if (isWanted('Method'))
        for (const name of methodNames(item))
          if (names.length === 0 || names.some((pattern) => pattern.test(name)))
            yield* call.write(
              new PSObject(['Microsoft.PowerShell.Commands.MemberDefinition'])
                .set('TypeName', type)
                .set('Name', name)
                .set('MemberType', 'Method')
                .set('Definition', `${name}()`),
            )
      if (!isWanted(kind)) return
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
