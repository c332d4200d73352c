// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { type Datum, PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'

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
      const what = `Name: ${call.text('Name')} Value: ${textOf(call.get('Value') ?? null)}`
      if (yield* call.should('Set variable', what))
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
        if (yield* call.should('Clear variable', `Name: ${textOf(one)}`)) found.value = null
      }
    }),
}
