import {
  boolean,
  command,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  text,
  type Value,
} from '@/lib/shell'
import { withPrimary, writeAddresses } from '../../directory/policy-addresses'
import { checkQuotaOrder } from '../../directory/quota'
import { objectName, quotaKind } from '../../organization/kind'
import type { Mailbox, MailboxQuotas, Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
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
  EmailAddresses: emailAddresses,
  EmailAddressPolicyEnabled: boolean,
  UseDatabaseQuotaDefaults: boolean,
  IssueWarningQuota: quotaKind,
  ProhibitSendQuota: quotaKind,
  ProhibitSendReceiveQuota: quotaKind,
}

type Given = {
  readonly [K in keyof typeof parameters]?: (typeof parameters)[K] extends {
    parse: (value: Value) => Result<infer T>
  }
    ? T | undefined
    : never
}

export const setMailbox = exchangeCmdlet({
  name: 'Set-Mailbox',
  synopsis: 'Changes a mailbox: its alias, addresses and quotas.',
  parameters,
  run: async ({ Identity, ...given }, site) => {
    const found = await requireMailbox(site, Identity)
    if (!found.ok) return found
    const user = found.value
    const mailbox = await changed(user, given, site)
    if (!mailbox.ok) return mailbox
    const name = given.DisplayName ?? user.name
    const restore = written(user.mailbox, mailbox.value)
    const restoreAll = name === user.name ? restore : { ...restore, DisplayName: user.name }
    if (Object.keys(restoreAll).length === 0)
      return ok<Outcome>({ warnings: [nothingModified(user.name)], undo: [] })
    const updated = await site.store.users.update(user.id, { name, mailbox: mailbox.value })
    if (!updated.ok) return updated
    return ok<Outcome>({ undo: [command('Set-Mailbox', { Identity: user.logonName, ...restoreAll })] })
  },
})

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
  if (given.EmailAddresses) return ok({ addresses: given.EmailAddresses, addressPolicyEnabled })
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
