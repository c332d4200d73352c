// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { failure } from '../values/script-error'

export const setAlias: Builtin = {
  name: 'Set-Alias',
  synopsis: 'Creates or changes an alias for a command.',
  aliases: ['sal', 'New-Alias', 'nal'],
  parameters: [
    takes('Name', 'text', { position: 0, mandatory: true }),
    takes('Value', 'text', { position: 1, mandatory: true }),
    takes('Scope', 'text'),
    takes('Force', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      if (call.context.machine.aliases.size > 2000)
        throw failure('There are too many aliases.', 'TooManyAliases')
      if (yield* call.should('Set Alias', `Name: ${call.text('Name')} Value: ${call.text('Value')}`))
        call.context.machine.aliases.set((call.text('Name') ?? '').toLowerCase(), call.text('Value') ?? '')
    }),
}
