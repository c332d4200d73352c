import { ok, parsed, refuse } from '@/lib/shell'
import { parseDomainWithSubdomains } from '../directory/address'
import type { Site, Stored } from '../store'
import { define, settingsOf } from './definition'
import { booleanKind, oneOf, plain } from './kind'

export type AcceptedDomainType = 'Authoritative' | 'InternalRelay' | 'ExternalRelay'

export interface AcceptedDomain {
  /** contoso.com, or *.contoso.com with its subdomains. */
  readonly domainName: string
  readonly domainType: AcceptedDomainType
  /** One domain of the organization has it. */
  readonly default: boolean
  readonly addressBookEnabled: boolean
}

const set = settingsOf<AcceptedDomain>()

export const domainTypeKind = oneOf('AcceptedDomainType', 'Authoritative', 'InternalRelay', 'ExternalRelay')
export const domainNameKind = plain(parsed('SmtpDomainWithSubdomains', parseDomainWithSubdomains))

export const acceptedDomain = define<AcceptedDomain>('AcceptedDomain', 'accepted domain', {
  columns: ['Name', 'DomainName', 'DomainType', 'Default'],
  settings: {
    DomainType: set('domainType', domainTypeKind),
    AddressBookEnabled: set('addressBookEnabled', booleanKind),
  },
  show: ({ properties }) => ({ DomainName: properties.domainName, Default: properties.default }),
  check: async ({ id, properties }, site) => {
    const holder = await findAcceptedDomain(site, properties.domainName)
    return holder && holder.id !== id
      ? refuse(
          'ResourceExists',
          'DuplicatedAcceptedDomain',
          `The domain name '${properties.domainName}' is already in use as the accepted domain '${holder.name}'.`,
          { target: 'DomainName', recommendedAction: `Use '${holder.name}' as it is, or remove it first.` },
        )
      : ok(undefined)
  },
})

/** The accepted domain of exactly this domain name. */
export async function findAcceptedDomain(
  { store }: Site,
  domainName: string,
): Promise<Stored<AcceptedDomain> | null> {
  const all = await store.list(acceptedDomain)
  return all.find(({ properties }) => properties.domainName === domainName.toLowerCase()) ?? null
}

export async function defaultAcceptedDomain({ store }: Site): Promise<Stored<AcceptedDomain> | null> {
  return (await store.list(acceptedDomain)).find(({ properties }) => properties.default) ?? null
}
