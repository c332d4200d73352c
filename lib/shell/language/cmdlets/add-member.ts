// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { aliasProperty, scriptProperty } from '../evaluate/made-members'
import type { Step } from '../evaluate/step'
import { type Datum, Hashtable, type Property, PSObject, ScriptBlock } from '../values/datum'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'

export const addMember: Builtin = {
  name: 'Add-Member',
  synopsis: 'Adds custom properties to an instance of an object.',
  parameters: [
    takes('MemberType', 'text', { position: 0, aliases: ['Type'] }),
    takes('Name', 'text', { position: 1 }),
    takes('Value', 'object', { position: 2 }),
    takes('SecondValue', 'object', { position: 3 }),
    takes('InputObject', 'object'),
    takes('NotePropertyName', 'text'),
    takes('NotePropertyValue', 'object'),
    takes('NotePropertyMembers', 'table'),
    takes('PassThru', 'switch'),
    takes('Force', 'switch'),
  ],
  start(call) {
    const add = function* (item: Datum): Step<void> {
      if (item instanceof PSObject) addTo(item, call)
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

const kinds = /^(?:Note|Script|Alias)Property$|^ScriptMethod$/i

/** `Add-Member -MemberType ScriptProperty -Name …`; with two words alone, `Add-Member Name Value`. */
function addTo(item: PSObject, call: Call): void {
  const kind = call.text('MemberType')
  const isKind = kind !== null && kinds.test(kind)
  if (kind !== null && !isKind && call.has('Name') && call.has('Value'))
    throw failure(
      `Members of the type ${kind} are not supported in this shell. Use NoteProperty.`,
      'NotSupported',
      { category: 'InvalidArgument' },
    )
  const short = kind !== null && !isKind
  const name = call.text('NotePropertyName') ?? (short ? kind : call.text('Name'))
  const value = call.get('NotePropertyValue') ?? call.get(short ? 'Name' : 'Value') ?? null
  if (name !== null) addOne(item, name, made(name, value, isKind ? kind : '', item, call), call)
  const table = call.get('NotePropertyMembers')
  if (table instanceof Hashtable)
    for (const one of table.entries.values())
      addOne(item, textOf(one.key), { name: textOf(one.key), value: one.value }, call)
}

function made(name: string, value: Datum, kind: string, item: PSObject, { context }: Call): Property {
  if (/^ScriptProperty$/i.test(kind) && value instanceof ScriptBlock)
    return scriptProperty(name, value, item, context)
  if (/^AliasProperty$/i.test(kind)) return aliasProperty(name, textOf(value), item)
  return { name, value }
}

function addOne(item: PSObject, name: string, one: Property, call: Call): void {
  const key = name.toLowerCase()
  if (item.properties.has(key) && !call.flag('Force'))
    throw failure(
      `Cannot add a member with the name "${name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
      'MemberAlreadyExists',
      { category: 'InvalidOperation' },
    )
  item.properties.set(key, one)
}
