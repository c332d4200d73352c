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
}

/** How a fault is taken back: the commands in the order to run them, then the objects that no command brings back. */
export interface WayBack {
  readonly commands: readonly Command[]
  readonly objects: readonly FormerObject[]
}

type Properties = Readonly<Record<string, unknown>>

async function asItIs({ store }: Site, { noun, name }: KeptObject): Promise<FormerObject[]> {
  const found = await store.find(noun, name)
  if (!found) return []
  const { class: className, title, secrets } = noun
  return [{ noun: { class: className, title, secrets }, name, properties: found.properties as Properties }]
}

async function perform(deed: Deed, table: Table, site: Site): Promise<Result<readonly Command[]>> {
  if (typeof deed === 'function') {
    await deed(site)
    return ok([])
  }
  const done = await invoke(table, deed, site)
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
  return ok({ commands: objects.length > 0 ? [] : undo, objects })
}

async function restore({ store }: Site, { noun, name, properties }: FormerObject): Promise<void> {
  const known = noun as Noun<Properties>
  const now = await store.find(known, name)
  await (now ? store.update(known, now, properties) : store.insert(known, name, properties))
}

/**
 * Takes the fault back.
 * @returns why commands were refused: what they would change, the administrator changed meanwhile
 */
export async function goBack({ commands, objects }: WayBack, table: Table, site: Site): Promise<string[]> {
  const refused: string[] = []
  for (const one of commands) {
    const done = await invoke(table, one, site)
    if (!done.ok) refused.push(done.error.message)
  }
  for (const one of objects) await restore(site, one)
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
