// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { type Datum, ScriptBlock, TimeSpan } from '../values/datum'
import { Failure, failure } from '../values/script-error'
import { textOf } from '../values/text'

export const invokeCommand: Builtin = {
  name: 'Invoke-Command',
  synopsis: 'Runs commands on this computer.',
  aliases: ['icm'],
  parameters: [
    takes('ScriptBlock', 'block', { position: 0, mandatory: true, aliases: ['Command'] }),
    takes('ArgumentList', 'objects', { aliases: ['Args'] }),
    takes('ComputerName', 'texts', { aliases: ['Cn'] }),
    takes('Session', 'object'),
    takes('NoNewScope', 'switch'),
    takes('AsJob', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const own = [
        '.',
        'localhost',
        (call.context.machine.host.environment.get('COMPUTERNAME') ?? '').toLowerCase(),
      ]
      const other = call.list('ComputerName').find((one) => !own.includes(textOf(one).toLowerCase()))
      if (other !== undefined || call.has('Session') || call.flag('AsJob'))
        throw failure(
          `Connecting to remote server ${other === undefined ? '' : textOf(other)} failed: this shell runs commands on its own computer only. Leave out -ComputerName, -Session and -AsJob.`,
          'PSSessionOpenFailed',
          {
            category: 'ResourceUnavailable',
            exception: 'System.Management.Automation.Remoting.PSRemotingTransportException',
          },
        )
      yield* call.invoke(call.get('ScriptBlock') ?? null, null, call.list('ArgumentList'), call.context.out)
    }),
}

export const invokeExpression: Builtin = {
  name: 'Invoke-Expression',
  synopsis: 'Runs a string as a command.',
  aliases: ['iex'],
  inCallersScope: true,
  parameters: [takes('Command', 'text', { position: 0 })],
  start(call) {
    const run = function* (source: string) {
      const { machine, scope, out } = call.context
      const parsed = machine.parse(source)
      if (!parsed.ok) throw new Failure(parsed.error)
      yield* call.invoke(new ScriptBlock(parsed.block, scope), scope.find('_')?.value ?? null, [], out)
    }
    return {
      process: (item: Datum) => run(textOf(item)),
      *end() {
        if (call.has('Command')) yield* run(call.text('Command') ?? '')
      },
    }
  },
}

export const measureCommand: Builtin = {
  name: 'Measure-Command',
  synopsis: "Measures the time that a script block takes, by the site's clock.",
  inCallersScope: true,
  parameters: [
    takes('Expression', 'block', { position: 0, mandatory: true }),
    takes('InputObject', 'object'),
  ],
  start: (call) =>
    once(function* () {
      const { machine } = call.context
      const began = machine.now()
      yield* call.invoke(call.get('Expression') ?? null, null, [], function* () {})
      yield* call.write(new TimeSpan(machine.now() - began))
    }),
}
