// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { hostSpecs } from '../bind/host-specs'
import { isSwitch, type Spec } from '../bind/spec'
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { resolvePath } from '../evaluate/files'
import { convertTo } from '../values/convert'
import { formatDate } from '../values/date'
import { DateTime, type Datum, PSObject, TimeSpan } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { builtins } from '.'

const variableObject = (name: string, value: Datum) =>
  new PSObject(['System.Management.Automation.PSVariable']).set('Name', name).set('Value', value)

export const getVariable: Builtin = {
  name: 'Get-Variable',
  synopsis: 'Gets the variables in the current console.',
  aliases: ['gv'],
  parameters: [takes('Name', 'texts', { position: 0 }), takes('ValueOnly', 'switch'), takes('Scope', 'text')],
  start: (call) =>
    once(function* () {
      const patterns = call.has('Name') ? call.list('Name').map((one) => textOf(one)) : ['*']
      for (const pattern of patterns) {
        let found = false
        for (let scope: typeof call.context.scope | null = call.context.scope; scope; scope = scope.parent)
          for (const one of scope.variables.values()) {
            if (one.name.startsWith('env:') || one.name.startsWith('__') || !wildcard(pattern).test(one.name))
              continue
            found = true
            yield* call.write(call.flag('ValueOnly') ? one.value : variableObject(one.name, one.value))
          }
        if (!found && !/[*?[]/.test(pattern))
          throw failure(`Cannot find a variable with the name '${pattern}'.`, 'VariableNotFound', {
            category: 'ObjectNotFound',
            subject: pattern,
          })
      }
    }),
}

export const setVariable: Builtin = {
  name: 'Set-Variable',
  synopsis: 'Sets the value of a variable.',
  aliases: ['sv', 'set', 'New-Variable', 'nv'],
  parameters: [
    takes('Name', 'text', { position: 0, mandatory: true }),
    takes('Value', 'object', { position: 1 }),
    takes('Scope', 'text'),
    takes('Option', 'text'),
    takes('Force', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const scope = /^(global|script)$/i.test(call.text('Scope') ?? '')
        ? call.context.scope.global
        : call.context.scope
      scope.set(call.text('Name') ?? '', call.get('Value') ?? null)
    }),
}

export const clearVariable: Builtin = {
  name: 'Clear-Variable',
  synopsis: 'Deletes the value of a variable.',
  aliases: ['clv', 'Remove-Variable', 'rv'],
  parameters: [
    takes('Name', 'texts', { position: 0, mandatory: true }),
    takes('Force', 'switch'),
    takes('Scope', 'text'),
  ],
  start: (call) =>
    once(function* () {
      for (const one of call.list('Name')) {
        const found = call.context.scope.find(textOf(one).toLowerCase())
        if (!found)
          throw failure(`Cannot find a variable with the name '${textOf(one)}'.`, 'VariableNotFound', {
            category: 'ObjectNotFound',
            subject: one,
          })
        found.value = null
      }
    }),
}

export const getDate: Builtin = {
  name: 'Get-Date',
  synopsis: "Gets the site's date and time.",
  parameters: [
    takes('Date', 'date', { position: 0 }),
    takes('Format', 'text'),
    takes('UFormat', 'text'),
    ...['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'].map((name) => takes(name, 'int')),
    takes('DisplayHint', 'text'),
  ],
  start(call) {
    const show = function* (given: Datum) {
      const base = given instanceof DateTime ? given : new DateTime(call.context.machine.now(), 'Local')
      const date = new Date(base.ms)
      const part = (name: string, otherwise: number) => call.number(name) ?? otherwise
      date.setUTCFullYear(
        part('Year', date.getUTCFullYear()),
        part('Month', date.getUTCMonth() + 1) - 1,
        part('Day', date.getUTCDate()),
      )
      date.setUTCHours(
        part('Hour', date.getUTCHours()),
        part('Minute', date.getUTCMinutes()),
        part('Second', date.getUTCSeconds()),
      )
      const value = new DateTime(date.getTime(), base.kind)
      yield* call.write(call.has('Format') ? formatDate(value, call.text('Format') ?? 'G') : value)
    }
    let came = false
    return {
      *process(item) {
        came = true
        yield* show(convertTo(item, 'System.DateTime', call.context.machine.now))
      },
      *end() {
        if (!came) yield* show(call.get('Date') ?? null)
      },
    }
  },
}

export const newTimeSpan: Builtin = {
  name: 'New-TimeSpan',
  synopsis: 'Creates a TimeSpan object.',
  parameters: [
    takes('Start', 'date', { position: 0 }),
    takes('End', 'date', { position: 1 }),
    ...['Days', 'Hours', 'Minutes', 'Seconds'].map((name) => takes(name, 'int')),
  ],
  start: (call) =>
    once(function* () {
      const [start, end] = [call.get('Start'), call.get('End')]
      const at = (value: Datum | undefined) =>
        value instanceof DateTime ? value.ms : call.context.machine.now()
      const part = (name: string) => call.number(name) ?? 0
      yield* call.write(
        new TimeSpan(
          start || end
            ? at(end) - at(start)
            : ((part('Days') * 24 + part('Hours')) * 60 + part('Minutes')) * 60_000 + part('Seconds') * 1000,
        ),
      )
    }),
}

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

export const setExecutionPolicy: Builtin = {
  name: 'Set-ExecutionPolicy',
  synopsis: 'Changes the user preference for the execution policy.',
  parameters: [
    takes('ExecutionPolicy', 'text', { position: 0, mandatory: true }),
    takes('Scope', 'text', { position: 1 }),
    takes('Force', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const known = [
        'Unrestricted',
        'RemoteSigned',
        'AllSigned',
        'Restricted',
        'Default',
        'Bypass',
        'Undefined',
      ]
      const word = known.find((one) => one.toLowerCase() === call.text('ExecutionPolicy')?.toLowerCase())
      if (!word)
        throw failure(
          `Cannot bind parameter 'ExecutionPolicy'. Cannot convert value "${call.text('ExecutionPolicy')}" to type "Microsoft.PowerShell.ExecutionPolicy". Specify one of the following enumerator names and try again: ${known.join(', ')}`,
          'CannotConvertArgumentNoMessage',
          {
            category: 'InvalidArgument',
            exception: 'System.Management.Automation.ParameterBindingException',
          },
        )
      call.context.machine.executionPolicy = word
    }),
}

export const getExecutionPolicy: Builtin = {
  name: 'Get-ExecutionPolicy',
  synopsis: 'Gets the execution policy.',
  parameters: [takes('Scope', 'text', { position: 0 }), takes('List', 'switch')],
  start: (call) => once(() => call.write(call.context.machine.executionPolicy)),
}

const usualModules = [
  'ServerManager',
  'ActiveDirectory',
  'WebAdministration',
  'Microsoft.Exchange.Management.PowerShell.E2010',
  'Microsoft.Exchange.Management.PowerShell.SnapIn',
  'Microsoft.PowerShell.Management',
  'Microsoft.PowerShell.Utility',
]

function loading(
  name: string,
  text: (module: string) => string,
  errorId: string,
  aliases: string[] = [],
): Builtin {
  return {
    name,
    synopsis: 'Adds commands to the session; here they are there already.',
    aliases,
    parameters: [
      takes('Name', 'texts', { position: 0, mandatory: true }),
      takes('PassThru', 'switch'),
      takes('Force', 'switch'),
      takes('Global', 'switch'),
      takes('DisableNameChecking', 'switch'),
    ],
    start: (call) =>
      once(function* () {
        const known = [...usualModules, ...(call.context.machine.host.modules ?? [])].map((one) =>
          one.toLowerCase(),
        )
        for (const one of call.list('Name'))
          if (!known.includes(textOf(one).toLowerCase()))
            throw failure(text(textOf(one)), errorId, {
              category: 'ObjectNotFound',
              exception: 'System.IO.FileNotFoundException',
              subject: one,
            })
      }),
  }
}

export const importModule = loading(
  'Import-Module',
  (one) =>
    `The specified module '${one}' was not loaded because no valid module file was found in any module directory.`,
  'Modules_ModuleNotFound',
  ['ipmo'],
)
export const addSnapin = loading(
  'Add-PSSnapin',
  (one) => `The Windows PowerShell snap-in '${one}' is not installed on this machine.`,
  'AddPSSnapInRead',
  ['asnp'],
)

const allCommands = (
  call: Call,
): { name: string; synopsis: string; specs: readonly Spec[]; kind: string }[] => [
  ...[...builtins.table.values()].map((one) => ({
    name: one.name,
    synopsis: one.synopsis,
    specs: one.parameters,
    kind: 'Cmdlet',
  })),
  ...call.context.machine.host.commands
    .list()
    .map((one) => ({ name: one.name, synopsis: one.synopsis, specs: hostSpecs(one), kind: 'Cmdlet' })),
  ...[...call.context.scope.global.functions.values()].map((one) => ({
    name: one.name,
    synopsis: '',
    specs: [],
    kind: 'Function',
  })),
]

const typeWord = (spec: Spec) => spec.type.split('.').at(-1) ?? spec.type

function syntaxOf(name: string, specs: readonly Spec[]): string {
  const words = specs.map((spec) => {
    const head = spec.position !== undefined ? `[-${spec.name}]` : `-${spec.name}`
    const whole = isSwitch(spec) ? `-${spec.name}` : `${head} <${typeWord(spec)}>`
    return spec.mandatory ? whole : `[${whole}]`
  })
  return [name, ...words, '[<CommonParameters>]'].join(' ')
}

export const getCommand: Builtin = {
  name: 'Get-Command',
  synopsis: 'Gets all commands.',
  aliases: ['gcm'],
  parameters: [
    takes('Name', 'texts', { position: 0 }),
    takes('Verb', 'texts'),
    takes('Noun', 'texts'),
    takes('Syntax', 'switch'),
    takes('Module', 'texts'),
    takes('CommandType', 'text'),
    takes('ArgumentList', 'objects'),
  ],
  start: (call) =>
    once(function* () {
      const pattern = (name: string) => call.list(name).map((one) => wildcard(textOf(one)))
      const [names, verbs, nouns] = [pattern('Name'), pattern('Verb'), pattern('Noun')]
      const fits = (patterns: RegExp[], text: string) =>
        patterns.length === 0 || patterns.some((one) => one.test(text))
      const found = allCommands(call).filter(
        ({ name }) =>
          fits(names, name) && fits(verbs, name.split('-')[0] ?? '') && fits(nouns, name.split('-')[1] ?? ''),
      )
      for (const { name, specs, kind } of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const made = new PSObject(['System.Management.Automation.CommandInfo'])
          .set('CommandType', kind)
          .set('Name', name)
          .set('Definition', syntaxOf(name, specs))
        yield* call.write(call.flag('Syntax') ? syntaxOf(name, specs) : made)
      }
      const [only] = call.list('Name')
      if (found.length === 0 && only !== undefined && !/[*?[]/.test(textOf(only)))
        throw failure(
          `The term '${textOf(only)}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
          'CommandNotFoundException',
          {
            category: 'ObjectNotFound',
            exception: 'System.Management.Automation.CommandNotFoundException',
            subject: only,
          },
        )
    }),
}

export const getHelp: Builtin = {
  name: 'Get-Help',
  synopsis: 'Displays information about commands.',
  aliases: ['help', 'man'],
  parameters: [
    takes('Name', 'text', { position: 0 }),
    takes('Detailed', 'switch'),
    takes('Full', 'switch'),
    takes('Examples', 'switch'),
    takes('Parameter', 'text'),
    takes('Online', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const wanted = call.text('Name') ?? 'Get-Help'
      const lower = call.context.machine.aliases.get(wanted.toLowerCase()) ?? wanted
      const found = allCommands(call).filter(({ name }) => wildcard(lower).test(name))
      if (found.length === 0)
        throw failure(`Get-Help could not find ${wanted} in a help file in this session.`, 'HelpNotFound', {
          category: 'ObjectNotFound',
          subject: wanted,
        })
      if (found.length > 1) {
        for (const { name, synopsis } of found)
          yield* call.write(
            new PSObject().set('Name', name).set('Category', 'Cmdlet').set('Synopsis', synopsis),
          )
        return
      }
      for (const { name, synopsis, specs } of found)
        for (const line of [
          '',
          'NAME',
          `    ${name}`,
          '',
          'SYNOPSIS',
          `    ${synopsis}`,
          '',
          'SYNTAX',
          `    ${syntaxOf(name, specs)}`,
          '',
          'PARAMETERS',
          ...specs.map(
            (spec) => `    -${spec.name} <${typeWord(spec)}>${spec.mandatory ? '  (required)' : ''}`,
          ),
          '',
        ])
          yield* call.write(line)
    }),
}

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
      call.context.machine.aliases.set((call.text('Name') ?? '').toLowerCase(), call.text('Value') ?? '')
    }),
}
