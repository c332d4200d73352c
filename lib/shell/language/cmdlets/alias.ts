// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'

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

export const getAlias: Builtin = {
  name: 'Get-Alias',
  synopsis: 'Gets the aliases for the current session.',
  aliases: ['gal'],
  parameters: [takes('Name', 'texts', { position: 0 }), takes('Definition', 'texts')],
  start: (call) =>
    once(function* () {
      const patterns = (name: string) => call.list(name).map((one) => wildcard(textOf(one)))
      const [names, definitions] = [patterns('Name'), patterns('Definition')]
      const among = (all: RegExp[], text: string) => all.length === 0 || all.some((one) => one.test(text))
      const { aliases } = call.context.machine
      const found = [...aliases].filter(([name, of]) => among(names, name) && among(definitions, of))
      if (found.length === 0 && call.has('Name'))
        throw failure(
          `This command cannot find a matching alias because an alias with the name '${textOf(call.get('Name') ?? null)}' does not exist.`,
          'ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand',
          { category: 'ObjectNotFound' },
        )
      for (const [name, of] of found.sort(([a], [b]) => (a < b ? -1 : 1)))
        yield* call.write(
          new PSObject(['System.Management.Automation.AliasInfo'])
            .set('CommandType', 'Alias')
            .set('Name', name)
            .set('Definition', of),
        )
    }),
}
