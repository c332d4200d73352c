import { command, type Outcome, ok, type Result, type Value } from '@/lib/shell'
import { splitAddress } from '../../directory/address'
import { foldToAscii } from '../../directory/fold'
import { withPrimary, writeAddresses } from '../../directory/policy-addresses'
import type { Contact, DistributionGroup, DynamicDistributionGroup } from '../../directory/recipient'
import type { WellKnownRecipientType } from '../../organization/email-address-policy'
import type { Address, MailAttributes, Noun, Site, Stored } from '../../store'
import { checkAccepted, policyAddresses } from '../mailbox/new-mailbox-attributes'
import { listGiven } from '../mailbox/set-mailbox'
import { givenMore } from '../more-properties'
import { nothingModified } from '../set-cmdlet'
import { changedMore } from './changed-properties'

export type MailObject = Contact | DistributionGroup | DynamicDistributionGroup

/** What was given of alias and addresses. */
export interface GivenMail {
  readonly Alias?: string | undefined
  readonly PrimarySmtpAddress?: string | undefined
  readonly WindowsEmailAddress?: string | undefined
  readonly EmailAddresses?: readonly Address[] | undefined
  readonly EmailAddressPolicyEnabled?: boolean | undefined
  readonly ExternalEmailAddress?: string | undefined
}

/** Whose alias and addresses it is about; `id` is null while it is new. */
export interface MailOwner {
  readonly id: string | null
  readonly name: string
  readonly firstName?: string
  readonly lastName?: string
  readonly kind: WellKnownRecipientType
}

/** An alias made of a name: what cannot stand in one is left out. */
export function aliasOf(name: string): string {
  const letters = foldToAscii(name).replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, '')
  return letters.replace(/^\.+|\.+$|\.(?=\.)/g, '').slice(0, 64) || 'recipient'
}

/** Alias and addresses of what becomes one that mail can be addressed to. */
export async function newMail(
  owner: MailOwner,
  given: GivenMail,
  site: Site,
): Promise<Result<MailAttributes>> {
  const alias = given.Alias ?? aliasOf(owner.name)
  const primary = given.PrimarySmtpAddress
  if (primary !== undefined) {
    const accepted = await checkAccepted(primary, 'PrimarySmtpAddress', site)
    if (!accepted.ok) return accepted
  }
  const own = primary === undefined ? await byPolicy(owner, alias, [], site) : withPrimary([], primary)
  const external = given.ExternalEmailAddress ?? null
  return ok({
    alias,
    addresses: withExternal(own, null, external),
    addressPolicyEnabled: primary === undefined,
    externalEmailAddress: external,
  })
}

async function byPolicy(owner: MailOwner, alias: string, current: readonly Address[], site: Site) {
  const { id, name, firstName = '', lastName = '', kind } = owner
  return policyAddresses({ id, name, firstName, lastName, logonName: alias }, alias, current, site, kind)
}

/** The address outside counts as one of the recipient's own: nobody else can have it. */
function withExternal(
  addresses: readonly Address[],
  former: string | null,
  external: string | null,
): readonly Address[] {
  const same = (one: Address, address: string | null) => one.address.toLowerCase() === address?.toLowerCase()
  const others = addresses.filter((one) => one.primary || (!same(one, former) && !same(one, external)))
  return external === null || others.some((one) => same(one, external))
    ? others
    : [...others, { address: external, primary: false }]
}

/** Alias and addresses as they will be. */
export async function changedMail(
  owner: MailOwner,
  former: MailAttributes,
  given: GivenMail,
  site: Site,
): Promise<Result<MailAttributes>> {
  const alias = given.Alias ?? former.alias
  const primary = given.PrimarySmtpAddress ?? given.WindowsEmailAddress
  const external = given.ExternalEmailAddress ?? former.externalEmailAddress
  const addressPolicyEnabled =
    given.EmailAddressPolicyEnabled ?? (primary === undefined && former.addressPolicyEnabled)
  const base = { ...former, alias, addressPolicyEnabled, externalEmailAddress: external }
  if (given.EmailAddresses) {
    const list = listGiven(given.EmailAddresses, former.addresses)
    return list.ok ? ok({ ...base, addresses: list.value }) : list
  }
  const kept = withExternal(former.addresses, former.externalEmailAddress, external)
  if (primary !== undefined) {
    const accepted = await checkAccepted(primary, 'PrimarySmtpAddress', site)
    return accepted.ok ? ok({ ...base, addresses: withPrimary(kept, primary) }) : accepted
  }
  const due = addressPolicyEnabled && (alias !== former.alias || !former.addressPolicyEnabled)
  return ok({ ...base, addresses: due ? await byPolicy(owner, alias, kept, site) : kept })
}

/** The arguments that make the former alias and addresses of the present ones. */
export function mailBack(former: MailAttributes, present: MailAttributes): Record<string, Value> {
  const [before, after] = [writeAddresses(former.addresses), writeAddresses(present.addresses)]
  const differs =
    before.join() !== after.join() ||
    former.addressPolicyEnabled !== present.addressPolicyEnabled ||
    former.alias !== present.alias
  return {
    ...(former.alias === present.alias ? {} : { Alias: former.alias }),
    ...(differs ? { EmailAddresses: before, EmailAddressPolicyEnabled: former.addressPolicyEnabled } : {}),
    ...(former.externalEmailAddress === present.externalEmailAddress
      ? {}
      : { ExternalEmailAddress: former.externalEmailAddress }),
  }
}

/** All arguments that a bare recipient needs to have this alias and these addresses. */
export function mailWritten(mail: MailAttributes): Record<string, Value> {
  return {
    EmailAddresses: writeAddresses(mail.addresses),
    EmailAddressPolicyEnabled: mail.addressPolicyEnabled,
  }
}

/** Keeps a new contact or group, and takes its alias and addresses. */
export async function insertMailObject<P extends MailObject>(
  noun: Noun<P>,
  name: string,
  properties: P,
  site: Site,
): Promise<Result<Stored<P>>> {
  const inserted = await site.store.insert(noun, name, properties)
  return inserted.ok ? claim(inserted.value, site) : inserted
}

async function claim<P extends MailObject>(stored: Stored<P>, site: Site): Promise<Result<Stored<P>>> {
  const { mail } = stored.properties
  const claimed = await site.store.addresses.claim(stored.id, {
    alias: mail?.alias ?? null,
    addresses: mail?.addresses ?? [],
  })
  return claimed.ok ? ok(stored) : claimed
}

export async function updateMailObject<P extends MailObject>(
  noun: Noun<P>,
  stored: Stored<P>,
  change: Partial<P>,
  site: Site,
  name?: string,
): Promise<Result<Stored<P>>> {
  const updated = await site.store.update(noun, stored, change, name)
  if (!updated.ok) return updated
  return JSON.stringify(updated.value.properties.mail) === JSON.stringify(stored.properties.mail)
    ? updated
    : claim(updated.value, site)
}

/** What a Set- does to a contact or a group, and how its own columns are called. */
export interface Setting<P> {
  readonly setName: string
  readonly kind: WellKnownRecipientType
  /** The noun's own properties that were given, with the arguments that bring them back. */
  readonly own?: { readonly change: Partial<P>; readonly back: Readonly<Record<string, Value>> }
}

type GivenObject = GivenMail & {
  readonly Name?: string | undefined
  readonly DisplayName?: string | undefined
}

/** Changes a contact or a group; tells when nothing changed, as Exchange does. */
export async function setMailObject<P extends MailObject>(
  noun: Noun<P>,
  stored: Stored<P>,
  given: GivenObject & object,
  { setName, kind, own }: Setting<P>,
  site: Site,
): Promise<Result<Outcome>> {
  const { properties, name } = stored
  const more = await changedMore(properties.more, givenMore(given), site)
  if (!more.ok) return more
  const mail = properties.mail
    ? await changedMail({ id: stored.id, name, kind }, properties.mail, given, site)
    : ok(null)
  if (!mail.ok) return mail
  const displayName = given.DisplayName ?? properties.displayName
  const back: Record<string, Value> = {
    ...more.value.back,
    ...(properties.mail && mail.value ? mailBack(properties.mail, mail.value) : {}),
    ...(displayName === properties.displayName ? {} : { DisplayName: properties.displayName }),
    ...(given.Name === undefined || given.Name === name ? {} : { Name: name }),
    ...own?.back,
  }
  if (Object.keys(back).length === 0) return ok({ warnings: [nothingModified(name)], undo: [] })
  const change = { displayName, mail: mail.value, ...own?.change, more: more.value.more }
  const updated = await updateMailObject(noun, stored, change as unknown as Partial<P>, site, given.Name)
  if (!updated.ok) return updated
  return ok({ undo: [command(setName, { Identity: updated.value.id, ...back })] })
}

/** `john@contoso.com` of `SMTP:john@contoso.com`. */
export function withoutPrefix(address: string): string {
  return address.replace(/^smtp:/i, '')
}

export function localPartOf(address: string): string {
  return splitAddress(address).localPart
}
