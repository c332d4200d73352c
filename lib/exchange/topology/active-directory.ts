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
import { insertAll, made } from './made'
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

/** The schema, the organization, and what belongs to it from the beginning: its domain and its Default Policy. */
export async function prepareAD(
  request: SetupRequest,
  { description }: Target,
  site: Site,
): Promise<Result<unknown>> {
  const schema = await prepareSchema(request, site)
  if (!schema.ok) return schema
  const { store } = site
  const { version } = request
  const [organization] = await store.list(exchangeOrganization)
  if (organization)
    return isNewer(version, organization.properties.preparedFor)
      ? store.update(exchangeOrganization, organization, { preparedFor: version })
      : ok(organization)
  const domain = description.localDomain.toLowerCase()
  return insertAll(
    [
      made(exchangeOrganization, request.organizationName ?? 'First Organization', { preparedFor: version }),
      made(acceptedDomain, domain, {
        domainName: domain,
        domainType: 'Authoritative',
        default: true,
        addressBookEnabled: true,
      }),
      made(emailAddressPolicy, defaultPolicyName, {
        priority: 'Lowest',
        includedRecipients: ['AllRecipients'],
        enabledEmailAddressTemplates: [`SMTP:@${domain}`],
        recipientFilterApplied: true,
      }),
      made(mobileDevicePolicy, 'Default', defaultMobileDevicePolicy),
      made(owaMailboxPolicy, 'Default', newOwaMailboxPolicy),
      made(remoteDomain, defaultRemoteDomain, { domainName: '*' }),
      // Role groups are groups of Active Directory; who prepares it manages the organization.
      ...Object.keys(builtInRoleGroups).map((name) =>
        made(adGroup, name, { members: name === organizationManagement ? [site.caller] : [] }),
      ),
      ...firstOutlookProviders.map((name) => made(outlookProvider, name, newOutlookProvider())),
    ],
    site,
  )
}
