// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { callStatic } from '../evaluate/static-methods'
import type { Step } from '../evaluate/step'
import { Credential, Hashtable, PSObject, Secure } from '../values/datum'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { findType } from '../values/type-names'

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
