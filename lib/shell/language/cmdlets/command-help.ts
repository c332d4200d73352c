// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { hostSpecs } from '../bind/host-specs'
import { isSwitch, type Spec } from '../bind/spec'
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { builtins } from '.'

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
