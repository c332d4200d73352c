import {
  boolean,
  command,
  enumeration,
  isList,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  secureString,
  type Table,
  text,
  type Value,
} from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { withPrimary, writeAddresses } from '../../directory/policy-addresses'
import { checkQuotaOrder } from '../../directory/quota'
import { objectName, quotaKind } from '../../organization/kind'
import { applyListChange, changeable, isListChange } from '../../reference/list-change'
import type { Address, Mailbox, MailboxQuotas, More, Site } from '../../store'
import { since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { changedAttributes, filled } from '../recipients/changed-properties'
import { nothingModified } from '../set-cmdlet'
import { emailAddresses } from './email-addresses'
import { addressParameter, aliasParameter } from './enable-mailbox'
import { checkAccepted, policyAddresses } from './new-mailbox-attributes'
import { type MailboxUser, requireMailbox } from './require-mailbox'

const parameters = {
  Identity: piped(mandatory(text, 1)),
  Alias: aliasParameter,
  DisplayName: objectName,
  PrimarySmtpAddress: addressParameter,
  WindowsEmailAddress: addressParameter,
  EmailAddresses: changeable(emailAddresses),
  EmailAddressPolicyEnabled: boolean,
  UseDatabaseQuotaDefaults: boolean,
  IssueWarningQuota: quotaKind,
  ProhibitSendQuota: quotaKind,
  ProhibitSendReceiveQuota: quotaKind,
}

const mailboxType = enumeration('ConvertibleMailboxSubType', 'Regular', 'Room', 'Equipment', 'Shared')

type Given = {
  readonly [K in keyof typeof parameters]?: (typeof parameters)[K] extends {
    parse: (value: Value) => Result<infer T>
  }
    ? T | undefined
    : never
}

export const setMailbox = exchangeCmdlet({
  name: 'Set-Mailbox',
  synopsis: 'Changes a mailbox: its alias, addresses, quotas, forwarding and other properties.',
  parameters: {
    ...parameters,
    Name: objectName,
    Type: mailboxType,
    Password: only(since('2013'), secureString),
  },
  run: async ({ Identity, Name, Type, Password, ...rest }, site) => {
    const found = await requireMailbox(site, Identity)
    if (!found.ok) return found
    const user = found.value
    const given = withPrimaryAddress(rest)
    const mailbox = await changed(user, given, site)
    if (!mailbox.ok) return mailbox
    const forwarding = forwardingAddress(givenMore(rest))
    if (!forwarding.ok) return forwarding
    const more = await changedAttributes(user.attributes, 'mailbox', forwarding.value, site)
    if (!more.ok) return more
    const name = given.DisplayName ?? user.name
    const cn = Name ?? user.attributes.cn ?? user.name
    const attributes = filled({
      ...more.value.attributes,
      cn: cn === name ? undefined : cn,
      ...(Type ? { type: typeDetails[Type] } : {}),
    })
    const restore: Record<string, Value> = {
      ...written(user.mailbox, mailbox.value),
      ...more.value.back,
      ...(name === user.name ? {} : { DisplayName: user.name }),
      ...(cn === (user.attributes.cn ?? user.name) ? {} : { Name: user.attributes.cn ?? user.name }),
      ...(attributes.type === user.attributes.type ? {} : { Type: wordOfType(user.attributes.type) }),
    }
    if (Object.keys(restore).length === 0 && !Password)
      return ok<Outcome>({ warnings: [nothingModified(user.name)], undo: [] })
    const password = Password
      ? { passwordHash: await site.vault.hashPassword(site.vault.open(Password)) }
      : {}
    const updated = await site.store.users.update(user.id, {
      name,
      mailbox: mailbox.value,
      attributes,
      ...password,
    })
    if (!updated.ok) return updated
    // Nobody knows the former password any more.
    if (Password) return ok<Outcome>({})
    return ok<Outcome>({ undo: [command('Set-Mailbox', { Identity: user.logonName, ...restore })] })
  },
})

const typeDetails = {
  Regular: undefined,
  Room: 'RoomMailbox',
  Equipment: 'EquipmentMailbox',
  Shared: 'SharedMailbox',
} as const

export function wordOfType(type: string | undefined): string {
  return Object.entries(typeDetails).find(([, details]) => details === type)?.[0] ?? 'Regular'
}

/** WindowsEmailAddress is the same address by its other name. */
function withPrimaryAddress(given: Given): Given {
  const windows = given.WindowsEmailAddress
  return windows === undefined ? given : { PrimarySmtpAddress: windows, ...given }
}

/** Kept with its prefix, as Exchange shows it. */
function forwardingAddress(more: More): Result<More> {
  const given = more.ForwardingSmtpAddress
  if (typeof given !== 'string' || given === '') return ok(more)
  const address = parseSmtpAddress(given.replace(/^smtp:/i, ''))
  return address.ok ? ok({ ...more, ForwardingSmtpAddress: `smtp:${address.value}` }) : address
}

/** The mailbox as it would be. The order of the quotas counts with those that are not given as they are. */
async function changed(user: MailboxUser, given: Given, site: Site): Promise<Result<Mailbox>> {
  const { mailbox } = user
  const quotas: MailboxQuotas = {
    useDatabaseQuotaDefaults: given.UseDatabaseQuotaDefaults ?? mailbox.useDatabaseQuotaDefaults,
    issueWarningQuota: chosen(given.IssueWarningQuota, mailbox.issueWarningQuota),
    prohibitSendQuota: chosen(given.ProhibitSendQuota, mailbox.prohibitSendQuota),
    prohibitSendReceiveQuota: chosen(given.ProhibitSendReceiveQuota, mailbox.prohibitSendReceiveQuota),
  }
  const order = checkQuotaOrder(quotas)
  if (!order.ok) return order
  const alias = given.Alias ?? mailbox.alias
  const addresses = await changedAddresses(user, alias, given, site)
  return addresses.ok ? ok({ ...mailbox, ...quotas, alias, ...addresses.value }) : addresses
}

/** A quota of null is Unlimited; one that is undefined was not given. */
function chosen<T>(given: T | undefined, former: T): T {
  return given === undefined ? former : given
}

/**
 * Addresses that are given are taken as they are; a primary one turns the policy off; otherwise the policy
 * makes new ones when the alias changes or the policy comes on.
 */
async function changedAddresses(
  user: MailboxUser,
  alias: string,
  given: Given,
  site: Site,
): Promise<Result<Pick<Mailbox, 'addresses' | 'addressPolicyEnabled'>>> {
  const { mailbox } = user
  const primary = given.PrimarySmtpAddress
  const addressPolicyEnabled =
    given.EmailAddressPolicyEnabled ?? (primary === undefined && mailbox.addressPolicyEnabled)
  if (given.EmailAddresses) {
    const list = listGiven(given.EmailAddresses, mailbox.addresses)
    return list.ok ? ok({ addresses: list.value, addressPolicyEnabled }) : list
  }
  if (primary !== undefined) {
    const accepted = await checkAccepted(primary, 'PrimarySmtpAddress', site)
    return accepted.ok
      ? ok({ addresses: withPrimary(mailbox.addresses, primary), addressPolicyEnabled })
      : accepted
  }
  const due = addressPolicyEnabled && (alias !== mailbox.alias || !mailbox.addressPolicyEnabled)
  const addresses = due ? await policyAddresses(user, alias, mailbox.addresses, site) : mailbox.addresses
  return ok({ addresses, addressPolicyEnabled })
}

/** The whole list, or the one that `@{Add=…; Remove=…}` makes of the present one. */
export function listGiven(
  given: readonly Address[] | Table,
  present: readonly Address[],
): Result<readonly Address[]> {
  if (!isListChange(given)) return ok(given)
  const entries = given.entries.map(
    ([key, value]) => [key, (isList(value) ? value : [value]).map((one) => withPrefix(String(one)))] as const,
  )
  const list = applyListChange({ ...given, entries }, writeAddresses(present))
  return list.ok ? emailAddresses.parse(list.value) : list
}

function withPrefix(address: string): string {
  return /^smtp:/i.test(address) ? address : `smtp:${address}`
}

/** The arguments of Set-Mailbox that make the former mailbox of the present one. */
export function written(former: Mailbox, present: Mailbox): Record<string, Value> {
  const quotas = (['IssueWarningQuota', 'ProhibitSendQuota', 'ProhibitSendReceiveQuota'] as const).map(
    (name) => [name, `${name.charAt(0).toLowerCase()}${name.slice(1)}` as keyof MailboxQuotas] as const,
  )
  const differing = quotas.filter(([, key]) => former[key] !== present[key])
  const [before, after] = [writeAddresses(former.addresses), writeAddresses(present.addresses)]
  const addressesDiffer =
    before.join() !== after.join() || former.addressPolicyEnabled !== present.addressPolicyEnabled
  return {
    ...(former.alias === present.alias ? {} : { Alias: former.alias }),
    ...(addressesDiffer || former.alias !== present.alias
      ? { EmailAddresses: before, EmailAddressPolicyEnabled: former.addressPolicyEnabled }
      : {}),
    ...(former.useDatabaseQuotaDefaults === present.useDatabaseQuotaDefaults
      ? {}
      : { UseDatabaseQuotaDefaults: former.useDatabaseQuotaDefaults }),
    ...Object.fromEntries(
      differing.map(([name, key]) => [name, quotaKind.write(former[key] as number | null)]),
    ),
  }
}
