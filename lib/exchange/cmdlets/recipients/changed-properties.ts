import { isList, ok, type Result, type Value } from '@/lib/shell'
import { idOf } from '../../directory/recipient'
import { linkProperties, personDefaults } from '../../directory/recipient-defaults'
import { applyListChange, isListChange } from '../../reference/list-change'
import type { Attributes, More, Site } from '../../store'
import { mergeMore, moreBack } from '../more-properties'
import { requireRecipient } from './find-recipient'

/** Documented properties as they will be, and the arguments that bring the former ones back. */
export interface ChangedMore {
  readonly more: More | undefined
  readonly back: Record<string, Value>
}

/** Recipients become their ids, `@{Add=…}` becomes the list that it makes, `$null` takes a value away. */
export async function changedMore(
  former: More | undefined,
  given: More,
  site: Site,
): Promise<Result<ChangedMore>> {
  const change: Record<string, Value> = {}
  for (const [name, value] of Object.entries(given)) {
    const linked = linkProperties.has(name) ? await linkedTo(name, value, site) : ok(value)
    if (!linked.ok) return linked
    const worked = isListChange(linked.value)
      ? applyListChange(linked.value, listOf(former?.[name] ?? null))
      : linked
    if (!worked.ok) return worked
    change[name] = worked.value
  }
  const more = mergeMore(former ?? {}, change)
  return ok({ more, back: moreBack(former ?? {}, more ?? {}) })
}

function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : value === null ? [] : [value]
}

async function linkedTo(name: string, value: Value, site: Site): Promise<Result<Value>> {
  if (isListChange(value)) {
    const entries: (readonly [string, Value])[] = []
    for (const [key, part] of value.entries) {
      const linked = await linkedTo(name, part, site)
      if (!linked.ok) return linked
      entries.push([key, linked.value])
    }
    return ok({ ...value, entries })
  }
  if (isList(value)) {
    const ids: string[] = []
    for (const one of value) {
      const found = await requireRecipient(site, String(one), undefined, name)
      if (!found.ok) return found
      ids.push(idOf(found.value))
    }
    return ok(ids)
  }
  if (value === null || value === '') return ok(null)
  const found = await requireRecipient(site, String(value), undefined, name)
  return found.ok ? ok(idOf(found.value)) : found
}

type Area = 'person' | 'mailbox' | 'cas' | 'autoReply'

/** A user's attributes with what a cmdlet of this area changes; what belongs to the person goes there. */
export async function changedAttributes(
  former: Attributes,
  area: Area,
  given: More,
  site: Site,
): Promise<Result<{ attributes: Attributes; back: Record<string, Value> }>> {
  const [persons, others] = split(given, (name) => name in personDefaults)
  const person = await changedMore(former.person, area === 'person' ? given : persons, site)
  if (!person.ok) return person
  const own = area === 'person' ? person : await changedMore(former[area], others, site)
  if (!own.ok) return own
  const attributes = { ...former, person: person.value.more, [area]: own.value.more }
  return ok({ attributes: filled(attributes), back: { ...person.value.back, ...own.value.back } })
}

function split(more: More, isOne: (name: string) => boolean): readonly [More, More] {
  const entries = Object.entries(more)
  return [
    Object.fromEntries(entries.filter(([name]) => isOne(name))),
    Object.fromEntries(entries.filter(([name]) => !isOne(name))),
  ]
}

/** Without the parts that are empty, so that what was taken back is as it was. */
export function filled(
  attributes: { readonly [K in keyof Attributes]: Attributes[K] | undefined },
): Attributes {
  const there = Object.entries(attributes).filter(
    ([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0),
  )
  return Object.fromEntries(there) as Attributes
}

/** What stays of a user when the mailbox goes. */
export function withoutMailbox({ cn, container, userPrincipalName, person }: Attributes): Attributes {
  return filled({ cn, container, userPrincipalName, person })
}
