// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { resolvePath } from '../evaluate/files'
import { PSObject } from '../values/datum'

export const setLocation: Builtin = {
  name: 'Set-Location',
  synopsis: 'Sets the current working location.',
  aliases: ['cd', 'chdir', 'sl'],
  parameters: [takes('Path', 'text', { position: 0 })],
  start: (call) =>
    once(function* () {
      call.context.machine.location = resolvePath(call.context.machine, call.text('Path') ?? 'C:\\')
    }),
}

export const getLocation: Builtin = {
  name: 'Get-Location',
  synopsis: 'Gets the current working location.',
  aliases: ['pwd', 'gl'],
  parameters: [],
  start: (call) =>
    once(function* () {
      const made = new PSObject(['System.Management.Automation.PathInfo']).set(
        'Path',
        call.context.machine.location,
      )
      yield* call.write(made)
    }),
}
