import type { Machine } from '../evaluate/machine'
import type { Token } from '../parse/rewriter'
import { typeOf } from '../values/datum'
import { begins, type Completed, mostOffers, type Offer, sorted } from './offer'

const automatic =
  '_ true false null Error args input PSItem PSBoundParameters PSScriptRoot HOME PWD env:'.split(' ')

/** Variables that begin with what is typed: those of the shell, those that the text itself names, the automatic ones. */
function variableOffers(machine: Machine, text: string, tokens: readonly Token[], typed: string): Offer[] {
  const prefix = typed.replace(/^[$@]\{?/u, '')
  const sign = typed.startsWith('@') ? '@' : '$'
  const offer = (name: string, about: string): Offer => {
    const plain = /^[\p{L}\p{Nd}_:?]+$/u.test(name)
    const whole = plain ? `${sign}${name}` : `\${${name}}`
    return { text: whole, shown: whole, kind: 'variable', about }
  }
  const named = tokens
    .filter((one) => one.kind === 'variable' && one.end < text.length)
    .map((one) => offer(text.slice(one.start + 1, one.end).replace(/^\{|\}$/gu, ''), ''))
  const kept = [...machine.global.variables.values()].map(({ name, value }) => offer(name, typeOf(value)))
  const environment = [...machine.host.environment.keys()].map((name) => offer(`env:${name}`, 'Environment'))
  const all = [...automatic.map((name) => offer(name, '')), ...environment, ...named, ...kept]
  return sorted(all.filter((one) => begins(one.text.replace(/^[$@]\{?/u, ''), prefix)))
}

const written =
  /(?:^|[^`\p{L}\p{Nd}])(?<name>\$\{?(?:[\p{L}\p{Nd}_]+:)?[\p{L}\p{Nd}_]*|@[\p{L}_][\p{L}\p{Nd}_]*)$/u

/** `$na` at the end of the text, within a string in double quotes, too; null where no variable is typed. */
export function completeVariable(machine: Machine, text: string, tokens: readonly Token[]): Completed | null {
  const name = written.exec(text.slice(-200))?.groups?.name
  if (name === undefined) return null
  const offers = variableOffers(machine, text, tokens, name)
  return { from: text.length - name.length, to: text.length, offers: offers.slice(0, mostOffers) }
}
