import type { Noun, Site } from '@/lib/exchange'
import { readWorld } from '@/lib/network'
import { type Command, type CommandTable, command, invoke, ok, type Result } from '@/lib/shell'
import type { Deed, Fault, KeptObject } from './drill'

type Table = CommandTable<Site>

/** An object as it was before the fault. Plain JSON. */
interface FormerObject {
  readonly noun: { readonly class: string; readonly title: string; readonly secrets: readonly string[] }
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
  /** As the fault left it; null when the fault took it away. */
  readonly left: Readonly<Record<string, unknown>> | null
}

/** How a fault is taken back: the commands in the order to run them, then the objects that no command brings back. */
export interface WayBack {
  readonly commands: readonly Command[]
  readonly objects: readonly FormerObject[]
}

type Properties = Readonly<Record<string, unknown>>

async function asItIs({ store }: Site, { noun, name }: KeptObject): Promise<Omit<FormerObject, 'left'>[]> {
  const found = await store.find(noun, name)
  if (!found) return []
  const { class: className, title, secrets } = noun
  return [{ noun: { class: className, title, secrets }, name, properties: found.properties as Properties }]
}

/** A fault is nobody's doing: the roles of whoever starts a drill are no matter. */
const asItself = (site: Site): Site => ({ ...site, caller: '' })

async function perform(deed: Deed, table: Table, site: Site): Promise<Result<readonly Command[]>> {
  if (typeof deed === 'function') {
    await deed(site)
    return ok([])
  }
  const done = await invoke(table, deed, asItself(site))
  return done.ok ? ok(done.value.undo ?? []) : done
}

/** Puts the fault in; what comes back leads out of it again. */
export async function putFault(fault: Fault, table: Table, site: Site): Promise<Result<WayBack>> {
  const keeps = fault.keeps ?? []
  const objects = (await Promise.all(keeps.map((one) => asItIs(site, one)))).flat()
  const undo: Command[] = []
  for (const deed of fault.deeds) {
    const done = await perform(deed, table, site)
    if (!done.ok) return done
    undo.unshift(...done.value)
  }
  const former = objects.map(async (one) => ({ ...one, left: await propertiesOf(one, site) }))
  return ok({ commands: objects.length > 0 ? [] : undo, objects: await Promise.all(former) })
}

async function propertiesOf({ noun, name }: Omit<FormerObject, 'left'>, { store }: Site) {
  return (await store.find(noun as Noun<Properties>, name))?.properties ?? null
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Why it was left alone, or null. */
async function restore(site: Site, former: FormerObject): Promise<string | null> {
  const { noun, name, properties, left } = former
  if (!same(await propertiesOf(former, site), left)) return `The ${noun.title} is another one now.`
  const known = noun as Noun<Properties>
  const now = await site.store.find(known, name)
  const put = now
    ? await site.store.update(known, now, properties)
    : await site.store.insert(known, name, properties)
  return put.ok ? null : put.error.message
}

/**
 * Takes the fault back.
 * @returns what was left alone, since the administrator changed it meanwhile, and why
 */
export async function goBack({ commands, objects }: WayBack, table: Table, site: Site): Promise<string[]> {
  const refused: string[] = []
  for (const one of commands) {
    const done = await invoke(table, one, asItself(site))
    if (!done.ok) refused.push(done.error.message)
  }
  for (const one of objects) {
    const reason = await restore(site, one)
    if (reason) refused.push(reason)
  }
  return refused
}

/** Start-Sleep takes a little under 25 days. */
const longestSleep = 2_147_483

/**
 * Moves the clock so far that every resolver has forgotten what it was told before: a fault shows, and is gone, at
 * once. Always the same length on a site, so that it does not tell whether the fault is in the DNS.
 */
export async function forgetOldAnswers(table: Table, site: Site): Promise<Result<unknown>> {
  const { zones } = await readWorld(site)
  const lives = zones.flatMap(({ soa, records }) => [soa.minimum, ...records.map(({ ttl }) => ttl)])
  const Seconds = Math.min(longestSleep, Math.max(3600, ...lives) + 1)
  return invoke(table, command('Start-Sleep', { Seconds }), site)
}
