import {
  type Cmdlet,
  command,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  text,
  type Value,
} from '@/lib/shell'
import { type Definition, showObject } from '../organization/definition'
import { documented } from '../reference'
import type { Site, Stored } from '../store'
import { exchangeServer, type ServerRole } from '../topology/exchange-server'
import type { ExchangeVersion } from '../topology/exchange-version'
import { exchangeCmdlet } from './exchange-cmdlet'
import { couldNotBeFound } from './find-object'
import { keptMore, mergeMore, moreBack } from './more-properties'
import { type Given, givenProperties, writtenSettings } from './noun-parameters'
import { nothingModified } from './set-cmdlet'
import { changeableSettings, workOutLists } from './set-lists'

/**
 * Objects that are there without anybody making them: the settings of the organization, those of each server.
 * Only what somebody has set is kept; `initial` and the definition's `defaults` are the rest.
 */
export interface Implied<P> {
  readonly definition: Definition<P>
  /** The names of all there are. One that the identity may be left out for is `only`. */
  readonly names: (site: Site) => Promise<readonly string[]>
  readonly only?: boolean
  /** Set- says -Server in place of -Identity, and means the first when it is left out: Set-PopSettings. */
  readonly byServer?: boolean
  /** What an object is before anybody sets anything. */
  readonly initial: (name: string, site: Site) => Promise<P>
}

interface ImpliedVariation<P> {
  readonly synopsis: string
  readonly versions?: readonly ExchangeVersion[]
  /** A name other than the class: TransportServer for TransportService. */
  readonly noun?: string
  /** Refuses, or adds to, what was given to Set-. */
  readonly decide?: (stored: Stored<P>, given: Given, site: Site) => Promise<Result<Partial<P>>>
}

/** The servers with one of these roles. */
export function serversWith(...roles: readonly ServerRole[]) {
  return async ({ store }: Site): Promise<readonly string[]> =>
    (await store.list(exchangeServer))
      .filter(({ properties }) => properties.roles.some((role) => roles.includes(role)))
      .map(({ name }) => name)
}

/** All objects, as they are kept or as they are by default. */
export async function listImplied<P extends object>(
  implied: Implied<P>,
  site: Site,
): Promise<readonly Stored<P>[]> {
  const names = await implied.names(site)
  return Promise.all(names.map((name) => storedOrInitial(implied, name, site)))
}

async function storedOrInitial<P extends object>(
  { definition, initial }: Implied<P>,
  name: string,
  site: Site,
): Promise<Stored<P>> {
  const properties = await initial(name, site)
  const kept = await site.store.find(definition, name)
  if (kept) return { ...kept, properties: { ...properties, ...kept.properties } }
  const server = await site.store.find(exchangeServer, name)
  const made = server?.whenCreated ?? new Date(0)
  return { id: server?.id ?? nobody, name, properties, whenCreated: made, whenChanged: made }
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The one that is meant: by name, or by a computer's name with its domain. */
export async function requireImplied<P extends object>(
  implied: Implied<P>,
  identity: string,
  site: Site,
): Promise<Result<Stored<P>>> {
  const names = await implied.names(site)
  const wanted = identity.trim().toLowerCase()
  const name =
    names.find((one) => one.toLowerCase() === wanted) ??
    names.find((one) => one.toLowerCase() === wanted.split('.')[0])
  return name === undefined
    ? couldNotBeFound(site, identity, 'Identity')
    : ok(await storedOrInitial(implied, name, site))
}

export function getImplied<P extends object>(
  implied: Implied<P>,
  { synopsis, versions, noun }: ImpliedVariation<P>,
): Cmdlet<Site> {
  const name = `Get-${noun ?? implied.definition.class}`
  return exchangeCmdlet({
    name,
    synopsis,
    reads: true,
    ...(versions ? { versions } : {}),
    parameters: documented(name) ? {} : { Identity: piped({ ...text, position: 1 }) },
    run: async (bound, site) => {
      const { Identity, Server } = bound as Given
      const identity = Identity ?? Server
      if (typeof identity !== 'string' || identity === '') {
        const all = await listImplied(implied, site)
        return ok({ output: all.map((one) => showObject(implied.definition, one)) })
      }
      const found = await requireImplied(implied, identity, site)
      return found.ok ? ok({ output: [showObject(implied.definition, found.value)] }) : found
    },
  })
}

export function setImplied<P extends object>(
  implied: Implied<P>,
  { synopsis, versions, noun, decide }: ImpliedVariation<P>,
): Cmdlet<Site> {
  const { definition } = implied
  const name = `Set-${noun ?? definition.class}`
  return exchangeCmdlet({
    name,
    synopsis,
    ...(versions ? { versions } : {}),
    parameters: {
      ...changeableSettings(definition),
      ...(implied.only || implied.byServer ? {} : { Identity: piped(mandatory(text, 1)) }),
    },
    run: async (bound, site) => {
      const { Identity, ...rest } = bound as Given
      const [first = ''] = await implied.names(site)
      const meant = implied.byServer ? rest.Server : Identity
      const found = await requireImplied(implied, typeof meant === 'string' ? meant : first, site)
      if (!found.ok) return found
      const given = workOutLists(definition, found.value.properties, rest)
      if (!given.ok) return given
      const decided = decide
        ? await decide(found.value, given.value, site)
        : ok(givenProperties(definition, given.value))
      return decided.ok ? keep(implied, found.value, decided.value, name, site) : decided
    },
  })
}

/** Keeps what differs from how the object is without anybody; an object that nothing differs in is not kept. */
async function keep<P extends object>(
  implied: Implied<P>,
  before: Stored<P>,
  change: Partial<P>,
  setName: string,
  site: Site,
): Promise<Result<Outcome>> {
  const { definition } = implied
  const more = mergeMore(keptMore(before.properties), keptMore(change))
  const after = { ...before.properties, ...change, more } as P
  const settings = (Object.keys(change) as (keyof P)[]).filter(
    (key) => key !== 'more' && differs(change[key], before.properties[key]),
  )
  const back = moreBack(keptMore(before.properties), more ?? {})
  if (settings.length === 0 && Object.keys(back).length === 0)
    return ok({ warnings: [nothingModified(before.name)], undo: [] })
  const checked = await definition.check?.({ id: before.id, name: before.name, properties: after }, site)
  if (checked && !checked.ok) return checked
  const written = await write(implied, before.name, after, site)
  if (!written.ok) return written
  const former = Object.fromEntries(settings.map((key) => [key, before.properties[key]])) as Partial<P>
  const identity: Record<string, Value> = implied.only
    ? {}
    : { [implied.byServer ? 'Server' : 'Identity']: before.name }
  return ok({ undo: [command(setName, { ...identity, ...writtenSettings(definition, former), ...back })] })
}

async function write<P extends object>(
  { definition, initial }: Implied<P>,
  name: string,
  after: P,
  site: Site,
): Promise<Result<unknown>> {
  const usual = await initial(name, site)
  const own = Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => value !== undefined && (isMade(after) || differs(value, usual[key as keyof P])),
    ),
  ) as P
  const kept = await site.store.find(definition, name)
  if (Object.keys(own).length === 0) {
    if (kept) await site.store.remove(definition, kept)
    return ok(undefined)
  }
  if (!kept) return site.store.insert(definition, name, own)
  const gone = Object.fromEntries(Object.keys(kept.properties as object).map((key) => [key, undefined]))
  return site.store.update(definition, kept, { ...gone, ...own } as Partial<P>)
}

/** Somebody made it, beside those that are there by themselves: it is kept whole. */
function isMade(properties: object): boolean {
  return (properties as { made?: boolean }).made === true
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

/** Get- and Set- of such objects. */
export function impliedCmdlets<P extends object>(
  implied: Implied<P>,
  { get, set, ...more }: { get: string; set: string } & Omit<ImpliedVariation<P>, 'synopsis'>,
): readonly Cmdlet<Site>[] {
  return [getImplied(implied, { ...more, synopsis: get }), setImplied(implied, { ...more, synopsis: set })]
}
