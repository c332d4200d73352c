import {
  containerOf,
  detailsOf,
  idOf,
  mailOf,
  nameOf,
  type Recipient,
  typeOf,
} from '../../directory/recipient'
import { exchangeOrganization } from '../../organization/exchange-organization'
import type { Site, Stored } from '../../store'
import { type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { domainName } from '../mailbox/require-mailbox'
import { findRecipient } from './find-recipient'

/** What all shown recipients have in common, asked once. */
export interface DirectoryView {
  readonly dns: string
  readonly netBios: string
  readonly organization: string
  readonly databases: readonly Stored<MailboxDatabase>[]
  /** `contoso.local/Users/Frank Miller` for an id; the id itself where nobody has it. */
  nameOf(id: string): Promise<string>
}

export async function directoryView(site: Site): Promise<DirectoryView> {
  const { dns, netBios } = await domainName(site)
  const databases = await site.store.list(mailboxDatabase)
  const [organization] = await site.store.list(exchangeOrganization)
  const known = new Map<string, Promise<string>>()
  const ask = async (id: string) => {
    const found = await findRecipient(site, id)
    return found ? canonicalName(found, dns) : id
  }
  return {
    dns,
    netBios,
    organization: organization?.name ?? 'First Organization',
    databases,
    nameOf(id) {
      const asked = known.get(id) ?? ask(id)
      known.set(id, asked)
      return asked
    },
  }
}

export function canonicalName(recipient: Recipient, dns: string): string {
  return `${dns}/${containerOf(recipient)}/${nameOf(recipient)}`
}

/** `CN=Frank Miller,CN=Users,DC=contoso,DC=local`; commas in names are escaped (RFC 4514). */
export function distinguishedName(recipient: Recipient, dns: string): string {
  const escaped = (text: string) => text.replace(/[,\\#+<>;"=]/g, '\\$&')
  const containers = containerOf(recipient).split('/').toReversed()
  const units = containers.map((one) => `${one === 'Users' ? 'CN' : 'OU'}=${escaped(one)}`)
  const domain = dns.split('.').map((label) => `DC=${label}`)
  return [`CN=${escaped(nameOf(recipient))}`, ...units, ...domain].join(',')
}

export function legacyDN(recipient: Recipient, organization: string): string {
  return `/o=${organization}/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${idOf(recipient).replaceAll('-', '')}`
}

/** What every recipient shows. */
export function commonProperties(recipient: Recipient, view: DirectoryView): Record<string, unknown> {
  const mail = mailOf(recipient)
  return {
    Name: nameOf(recipient),
    ...(mail ? { Alias: mail.alias } : {}),
    RecipientType: typeOf(recipient),
    RecipientTypeDetails: detailsOf(recipient),
    OrganizationalUnit: `${view.dns}/${containerOf(recipient)}`,
    DistinguishedName: distinguishedName(recipient, view.dns),
    ...(mail ? { LegacyExchangeDN: legacyDN(recipient, view.organization) } : {}),
    Guid: idOf(recipient),
    Identity: canonicalName(recipient, view.dns),
  }
}
