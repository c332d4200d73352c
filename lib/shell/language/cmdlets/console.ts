// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { PSObject, Version } from '../values/datum'

export const getHost: Builtin = {
  name: 'Get-Host',
  synopsis: 'Gets an object that represents this shell.',
  parameters: [],
  start: (call) =>
    once(() =>
      call.write(
        new PSObject(['System.Management.Automation.Internal.Host.InternalHost'])
          .set('Name', 'ConsoleHost')
          .set('Version', new Version([5, 1, 17763, 1]))
          .set('CurrentCulture', 'en-US')
          .set('CurrentUICulture', 'en-US'),
      ),
    ),
}

export const getCulture: Builtin = {
  name: 'Get-Culture',
  synopsis: 'Gets the culture that dates and numbers are written in.',
  aliases: ['Get-UICulture'],
  parameters: [],
  start: (call) =>
    once(() =>
      call.write(
        new PSObject(['System.Globalization.CultureInfo'])
          .set('LCID', 1033)
          .set('Name', 'en-US')
          .set('DisplayName', 'English (United States)'),
      ),
    ),
}

export const setStrictMode: Builtin = {
  name: 'Set-StrictMode',
  synopsis: 'Is taken and changes nothing: what is not there is null in this shell.',
  parameters: [takes('Version', 'text'), takes('Off', 'switch')],
  start: () => once(function* () {}),
}

export const outDefault: Builtin = {
  name: 'Out-Default',
  synopsis: 'Sends the output to the console, as happens at the end of every pipeline.',
  aliases: ['Out-Host', 'oh'],
  parameters: [takes('Paging', 'switch'), takes('InputObject', 'object')],
  start: (call) => ({
    process: (item) => call.write(item),
    *end() {
      const given = call.get('InputObject')
      if (given !== undefined) yield* call.write(given)
    },
  }),
}
