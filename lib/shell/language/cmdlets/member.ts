// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import { methodNames } from '../evaluate/method-names'
import { propertiesOf } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { type Datum, PSObject, typeOf } from '../values/datum'
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

const shortNames = new Map([
  ['System.String', 'string'],
  ['System.Int32', 'int'],
  ['System.Boolean', 'bool'],
  ['System.Int64', 'long'],
  ['System.Object[]', 'Object[]'],
])
const short = (type: string) => shortNames.get(type) ?? type
