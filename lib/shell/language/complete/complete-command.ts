import type { Machine } from '../evaluate/machine'
import { begins, type Offer, sorted } from './offer'

const offer = (text: string, about: string): Offer => ({ text, shown: text, kind: 'command', about })

/** Functions, commands and aliases that begin with what is typed. */
export function commandOffers(machine: Machine, prefix: string): Offer[] {
  if (prefix === '') return []
  const functions = [...machine.global.functions.values()].map(({ name }) => offer(name, 'Function'))
  const aliases = [...machine.aliases].map(([alias, name]) => offer(alias, `Alias of ${name}`))
  const own = [...machine.builtins.values()].map(({ name, synopsis }) => offer(name, synopsis))
  const given = machine.host.commands.list().map(({ name, synopsis }) => offer(name, synopsis))
  const found = [...aliases, ...given, ...own, ...functions].filter(({ text }) => begins(text, prefix))
  return sorted(found)
}
