import { ok, type Result } from '@/lib/shell'
import {
  contact,
  distributionGroup,
  dynamicDistributionGroup,
  type Recipient,
} from '../../directory/recipient'
import type { Site, Stored } from '../../store'
import { couldNotBeFound } from '../find-object'
import { domainName } from '../mailbox/require-mailbox'

/**
 * The recipient that an identity means: logon name, alias, address, name, display name, `DOMAIN\logon`, user
 * principal name, canonical name (contoso.local/Users/Frank Miller), distinguished name, guid or legacy DN.
 * A name that several have means none of them; a cmdlet for one kind of recipient sees no others (`isMeant`).
 */
export async function findRecipient(
  site: Site,
  identity: string,
  isMeant: (recipient: Recipient) => boolean = () => true,
): Promise<Recipient | null> {
  for (const name of await namesOf(site, identity.trim())) {
    const user = await site.store.users.find(name)
    if (user && isMeant({ kind: 'user', user })) return { kind: 'user', user }
    const object = await findObject(site, name, isMeant)
    if (object) return object
  }
  return null
}

/** As findRecipient, or Exchange's refusal at `target`. */
export async function requireRecipient(
  site: Site,
  identity: string,
  isMeant: (recipient: Recipient) => boolean = () => true,
  target = 'Identity',
): Promise<Result<Recipient>> {
  const found = await findRecipient(site, identity, isMeant)
  return found ? ok(found) : couldNotBeFound(site, identity, target)
}

/** The identity as it stands, and the name, logon name or guid within its longer forms. */
async function namesOf(site: Site, identity: string): Promise<readonly string[]> {
  const within = nameWithin(identity)
  if (within !== null) return [identity, within]
  const { dns } = await domainName(site)
  const suffix = `@${dns}`.toLowerCase()
  return identity.toLowerCase().endsWith(suffix) ? [identity, identity.slice(0, -suffix.length)] : [identity]
}

function nameWithin(identity: string): string | null {
  const distinguished = /^CN=((?:\\.|[^,\\])+),/i.exec(identity)
  if (distinguished?.[1]) return distinguished[1].replace(/\\(.)/g, '$1')
  const legacy = /^\/o=.*\/cn=Recipients\/cn=([\da-f]{32})$/i.exec(identity)
  if (legacy?.[1]) return legacy[1].replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return /^[^/\\@]+\.[^/\\@]+\/(?:.+\/)?([^/]+)$/.exec(identity)?.[1] ?? null
}

/** Groups and contacts, of whom there are few, read once. */
export async function allObjects({ store }: Site): Promise<readonly Recipient[]> {
  const contacts = await store.list(contact)
  const groups = await store.list(distributionGroup)
  const dynamic = await store.list(dynamicDistributionGroup)
  return [
    ...contacts.map((object) => ({ kind: 'contact', object }) as const),
    ...groups.map((object) => ({ kind: 'group', object }) as const),
    ...dynamic.map((object) => ({ kind: 'dynamicGroup', object }) as const),
  ]
}

async function findObject(
  site: Site,
  identity: string,
  isMeant: (recipient: Recipient) => boolean,
): Promise<Recipient | null> {
  const plain = identity.slice(identity.indexOf('\\') + 1).toLowerCase()
  const held = await site.store.addresses.find(plain)
  const objects = await allObjects(site)
  const known = objects.filter(
    (one): one is Exclude<Recipient, { kind: 'user' }> => one.kind !== 'user' && isMeant(one),
  )
  const exact = known.find(({ object }) => object.id === (held?.id ?? plain))
  if (exact) return exact
  const meant = known.filter(({ object }) => isCalled(object, plain))
  return meant.length === 1 ? (meant[0] ?? null) : null
}

function isCalled(
  { name, properties }: Stored<{ displayName: string; logonName?: string }>,
  wanted: string,
): boolean {
  return [name, properties.displayName, properties.logonName].some((one) => one?.toLowerCase() === wanted)
}
