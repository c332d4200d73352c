import type { Machine } from '../evaluate/machine'
import { methodNames } from '../evaluate/method-names'
import { propertiesOf, property } from '../evaluate/properties'
import { type Datum, Hashtable } from '../values/datum'
import { textOf } from '../values/text'
import { knownCommand } from './known-command'
import type { Line } from './line'
import { begins, type Completed, mostOffers, type Offer } from './offer'

const chain =
  /\$(?<variable>(?:[\p{L}\p{Nd}_]+:)?[\p{L}\p{Nd}_]+)(?<path>(?:\.[\p{L}_][\p{L}\p{Nd}_]*)*)\.(?<prefix>[\p{L}\p{Nd}_]*)$/u

/** `$x.Na`, `$x.Database.Na`, `$_.Na`: the members of a value that is there already; null where no member is typed. */
export function completeMember(
  machine: Machine,
  text: string,
  sources: readonly (Line | null)[],
): Completed | null {
  const found = chain.exec(text.slice(-400))?.groups
  if (!found) return null
  const { variable = '', path = '', prefix = '' } = found
  const names =
    /^(?:_|PSItem)$/i.test(variable) && path === ''
      ? columnsOf(machine, sources.findLast((one) => one !== null) ?? null)
      : namesOf(valueAt(machine, variable, path))
  const methods =
    path === '' && /^(?:_|PSItem)$/i.test(variable) ? [] : methodNamesOf(valueAt(machine, variable, path))
  const offers = [
    ...[...new Set(names)].filter((one) => begins(one, prefix)).map(memberOffer),
    ...methods.filter((one) => begins(one, prefix)).map(methodOffer),
  ]
  return { from: text.length - prefix.length, to: text.length, offers: offers.slice(0, mostOffers) }
}

const memberOffer = (name: string): Offer => ({ text: name, shown: name, kind: 'member', about: '' })

const methodNamesOf = (value: Datum) => (value === null ? [] : methodNames(value))

const methodOffer = (name: string): Offer => ({
  text: `${name}(`,
  shown: `${name}()`,
  kind: 'member',
  about: '',
})

function valueAt(machine: Machine, variable: string, path: string): Datum {
  let value: Datum =
    machine.global.find(variable.toLowerCase().replace(/^(?:global|script):/, ''))?.value ?? null
  for (const name of path.split('.').slice(1)) value = property(value, name) ?? null
  return value
}

function namesOf(value: Datum): string[] {
  if (value === null) return []
  const inner =
    Array.isArray(value) && value[0] !== undefined && !Array.isArray(value[0]) ? namesOf(value[0]) : []
  const keys = value instanceof Hashtable ? [...value.entries.values()].map(({ key }) => textOf(key)) : []
  return [...inner, ...keys.slice(0, mostOffers), ...Object.keys(propertiesOf(value))].filter((one) =>
    /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(one),
  )
}

/** What a pipeline's first command writes, as far as its columns tell. */
export function columnsOf(machine: Machine, source: Line | null): readonly string[] {
  if (source?.name.kind === 'variable') return []
  const type = source && knownCommand(machine, source.name.text)?.outputType
  return (type && machine.host.view?.(type)?.table) || []
}
