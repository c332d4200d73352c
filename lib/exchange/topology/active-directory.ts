import { adGroup } from '@/lib/essentials'
import { ok, type Result } from '@/lib/shell'
import { acceptedDomain } from '../organization/accepted-domain'
import { defaultPolicyName, emailAddressPolicy } from '../organization/email-address-policy'
import { exchangeOrganization, exchangeSchema } from '../organization/exchange-organization'
import { defaultMobileDevicePolicy, mobileDevicePolicy } from '../organization/mobile-device-policy'
import { firstOutlookProviders, newOutlookProvider, outlookProvider } from '../organization/outlook-provider'
import { newOwaMailboxPolicy, owaMailboxPolicy } from '../organization/owa-mailbox-policy'
import { defaultRemoteDomain, remoteDomain } from '../organization/remote-domain'
import { builtInRoleGroups, organizationManagement } from '../rbac/built-in-role-groups'
import type { Site } from '../store'
import { type ExchangeVersion, exchangeVersions } from './exchange-version'
import { insertAll, type Made, made, missingOf } from './made'
import type { Target } from './readiness'
import type { SetupRequest } from './setup-words'

export async function prepareSchema({ version }: SetupRequest, { store }: Site): Promise<Result<unknown>> {
  const schema = await store.find(exchangeSchema, 'Schema')
  if (!schema) return store.insert(exchangeSchema, 'Schema', { version })
  return isNewer(version, schema.properties.version)
    ? store.update(exchangeSchema, schema, { version })
    : ok(schema)
}

function isNewer(one: ExchangeVersion, other: ExchangeVersion): boolean {
  return exchangeVersions.indexOf(one) > exchangeVersions.indexOf(other)
}

/**
 * The schema, the organization, and what belongs to it from the beginning: its domain and its Default Policy. Run
 * again, it makes what nobody can remove and an earlier Setup did not make.
 */
export async function prepareAD(
  request: SetupRequest,
  { description }: Target,
  site: Site,
): Promise<Result<unknown>> {
  const schema = await prepareSchema(request, site)
  if (!schema.ok) return schema
  const { store } = site
  const { version } = request
  const domain = description.localDomain.toLowerCase()
  const [organization] = await store.list(exchangeOrganization)
  if (!organization)
    return insertAll([...ofNewOrganization(request, domain), ...ofEveryOrganization(domain, site)], site)
  const completed = await insertAll(await missingOf(ofEveryOrganization(domain, site), site), site)
  return completed.ok && isNewer(version, organization.properties.preparedFor)
    ? store.update(exchangeOrganization, organization, { preparedFor: version })
    : completed
}

function ofNewOrganization({ version, organizationName }: SetupRequest, domain: string): readonly Made[] {
  return [
    made(exchangeOrganization, organizationName ?? 'First Organization', { preparedFor: version }),
    made(acceptedDomain, domain, {
      domainName: domain,
      domainType: 'Authoritative',
      default: true,
      addressBookEnabled: true,
    }),
    made(mobileDevicePolicy, 'Default', defaultMobileDevicePolicy),
    made(owaMailboxPolicy, 'Default', newOwaMailboxPolicy),
    ...firstOutlookProviders.map((name) => made(outlookProvider, name, newOutlookProvider())),
  ]
}

/** What nobody can remove. Role groups are groups of Active Directory; who prepares it manages the organization. */
function ofEveryOrganization(domain: string, site: Site): readonly Made[] {
  return [
    made(emailAddressPolicy, defaultPolicyName, {
      priority: 'Lowest',
      includedRecipients: ['AllRecipients'],
      enabledEmailAddressTemplates: [`SMTP:@${domain}`],
      recipientFilterApplied: true,
    }),
    made(remoteDomain, defaultRemoteDomain, { domainName: '*' }),
    ...Object.keys(builtInRoleGroups).map((name) =>
      made(adGroup, name, { members: name === organizationManagement ? [site.caller] : [] }),
    ),
  ]
}
