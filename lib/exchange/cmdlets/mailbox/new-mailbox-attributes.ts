import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/shell'
import { splitAddress } from '../../directory/address'
import { aliasPrefix, parseAlias, suggestAlias } from '../../directory/alias'
import { applyTemplates, withPrimary } from '../../directory/policy-addresses'
import { acceptedDomain, defaultAcceptedDomain } from '../../organization/accepted-domain'
import {
  accepts,
  policiesInOrder,
  policyFor,
  type WellKnownRecipientType,
} from '../../organization/email-address-policy'
import type { Address, Mailbox, Site, Stored } from '../../store'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { requireObject } from '../find-object'

/** Whose mailbox it is to be; `id` is null while the account is new. */
export interface Owner {
  readonly id: string | null
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly logonName: string
}

interface Wanted {
  readonly alias?: string | undefined
  readonly database?: string | undefined
  readonly primaryAddress?: string | undefined
}

/**
 * The attributes of a new mailbox, empty, as Enable-Mailbox gives them: alias, addresses by policy (or the
 * given primary one, which turns the policy off), database defaults for quotas. Taken aliases are the store's to refuse.
 */
export async function newMailboxAttributes(
  owner: Owner,
  wanted: Wanted,
  site: Site,
): Promise<Result<Mailbox>> {
  const database = await requireDatabase(site, wanted.database)
  if (!database.ok) return database
  const alias = wanted.alias ?? (await freeAlias(owner.logonName, site))
  const addresses = await newAddresses(owner, alias, wanted.primaryAddress, site)
  if (!addresses.ok) return addresses
  return ok({
    guid: randomUUID(),
    alias,
    database: database.value.name,
    addressPolicyEnabled: wanted.primaryAddress === undefined,
    addresses: addresses.value,
    useDatabaseQuotaDefaults: true,
    issueWarningQuota: null,
    prohibitSendQuota: null,
    prohibitSendReceiveQuota: null,
    bytes: 0,
    itemCount: 0,
  })
}

/** The database that was named, or the first that there is. */
export async function requireDatabase(
  site: Site,
  name: string | undefined,
): Promise<Result<Stored<MailboxDatabase>>> {
  if (name !== undefined) return requireObject(site, mailboxDatabase, name, 'Database')
  const [first] = await site.store.list(mailboxDatabase)
  return first
    ? ok(first)
    : refuse('ObjectNotFound', 'NoDatabase', 'There is no mailbox database for the mailbox.', {
        target: 'Database',
        recommendedAction: 'Install the Mailbox role on a server first.',
      })
}

/** The logon name as an alias, with a number where somebody has it. */
async function freeAlias(logonName: string, { store }: Site): Promise<string> {
  const parsed = parseAlias(logonName)
  const free =
    parsed.ok &&
    (await store.addresses.find(logonName)) === null &&
    !(await store.users.aliasesLike(logonName)).includes(logonName.toLowerCase())
  if (free) return parsed.value
  return suggestAlias('', logonName, await store.users.aliasesLike(aliasPrefix('', logonName)))
}

async function newAddresses(
  owner: Owner,
  alias: string,
  primary: string | undefined,
  site: Site,
): Promise<Result<readonly Address[]>> {
  if (primary !== undefined) {
    const accepted = await checkAccepted(primary, 'PrimarySmtpAddress', site)
    return accepted.ok ? ok(withPrimary([], primary)) : accepted
  }
  return ok(await policyAddresses(owner, alias, [], site))
}

/** What the organization's policies make of a mailbox's addresses now. */
export async function policyAddresses(
  owner: Owner,
  alias: string,
  current: readonly Address[],
  site: Site,
  kind: WellKnownRecipientType = 'MailboxUsers',
): Promise<readonly Address[]> {
  const policy = policyFor(await policiesInOrder(site), kind)
  const domain = (await defaultAcceptedDomain(site))?.properties.domainName ?? 'local'
  const templates = policy?.properties.enabledEmailAddressTemplates ?? [`SMTP:%m@${domain}`]
  return applyTemplates(templates, { ...owner, alias }, current, async (address) => {
    const holder = (await site.store.users.find(address)) ?? (await site.store.addresses.find(address))
    return holder !== null && holder.id !== owner.id
  })
}

/** Refuses an address whose domain the organization does not take mail for. */
export async function checkAccepted(address: string, target: string, { store }: Site): Promise<Result<void>> {
  const { domain } = splitAddress(address)
  const accepted = (await store.list(acceptedDomain)).map(({ properties }) => properties.domainName)
  return accepts(accepted, domain.toLowerCase())
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'DomainNotAccepted',
        `The email address "${address}" can't be used because '${domain}' isn't an accepted domain of your organization.`,
        { target, recommendedAction: `Use one of these domains: ${accepted.join(', ')}.` },
      )
}
