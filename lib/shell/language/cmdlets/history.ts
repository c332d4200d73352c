// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { DateTime, PSObject } from '../values/datum'

export const getHistory: Builtin = {
  name: 'Get-History',
  synopsis: 'Gets a list of the commands entered during the current session.',
  aliases: ['history', 'ghy'],
  parameters: [takes('Id', 'objects', { position: 0 }), takes('Count', 'int', { position: 1 })],
  start: (call) =>
    once(function* () {
      const ids = call.list('Id')
      const chosen = call.context.machine.history.filter(({ id }) => ids.length === 0 || ids.includes(id))
      for (const { id, line, start, end } of chosen.slice(
        -(call.number('Count') ?? chosen.length) || chosen.length,
      ))
        yield* call.write(
          new PSObject(['Microsoft.PowerShell.Commands.HistoryInfo'])
            .set('Id', id)
            .set('CommandLine', line)
            .set('StartExecutionTime', new DateTime(start, 'Local'))
            .set('EndExecutionTime', end === null ? null : new DateTime(end, 'Local')),
        )
    }),
}

export const clearHistory: Builtin = {
  name: 'Clear-History',
  synopsis: 'Deletes the entries of the command history.',
  aliases: ['clhy'],
  parameters: [],
  start: (call) =>
    once(function* () {
      call.context.machine.history.length = 0
    }),
}
