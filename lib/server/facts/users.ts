import { defaultPasswordPolicy, integration, passwordPolicy } from '@/lib/essentials'
import {
  acceptedDomain,
  databaseQuotaDefaults,
  effectiveQuotas,
  emailAddressPolicy,
  type Site,
} from '@/lib/exchange'
import type { AddUserFacts } from '@/lib/wizards/add-user'
import type { UserFacts } from '@/lib/wizards/user-facts'

export async function policyOf({ store }: Site) {
  return (await store.find(passwordPolicy, 'Domain'))?.properties ?? defaultPasswordPolicy
}

export async function emailDomain({ store }: Site): Promise<string> {
  const domains = await store.list(acceptedDomain)
  return domains.find(({ properties }) => properties.default)?.properties.domainName ?? ''
}

/** The policy that a new recipient's address comes from. */
async function addressPolicy({ store }: Site): Promise<string> {
  const order = (priority: number | 'Lowest') => (priority === 'Lowest' ? Number.POSITIVE_INFINITY : priority)
  const policies = await store.list(emailAddressPolicy)
  return (
    policies.toSorted((a, b) => order(a.properties.priority) - order(b.properties.priority))[0]?.name ??
    'Default Policy'
  )
}

export async function addUserFacts(site: Site): Promise<AddUserFacts> {
  const integrated = await site.store.find(integration, 'Exchange')
  const email = integrated?.properties.enabled
    ? {
        server: integrated.properties.server,
        domain: await emailDomain(site),
        policy: await addressPolicy(site),
      }
    : null
  return { passwordPolicy: await policyOf(site), email }
}

/** @param id the user's id, as it stands in the page's address; null where there is no such user any more */
export async function userFacts(site: Site, id: string): Promise<UserFacts | null> {
  const user = await site.store.users.find(id)
  if (!user) return null
  const { mailbox } = user
  const limits = mailbox && effectiveQuotas(mailbox, databaseQuotaDefaults)
  const addresses =
    mailbox?.addresses
      .toSorted((a, b) => Number(b.primary) - Number(a.primary))
      .map(({ address }) => address) ?? []
  return {
    name: user.name,
    firstName: user.firstName,
    lastName: user.lastName,
    logonName: user.logonName,
    accessLevel: user.accessLevel,
    vpn: user.vpn,
    remoteWebAccess: user.remoteWebAccess,
    passwordPolicy: await policyOf(site),
    integrated: (await site.store.find(integration, 'Exchange'))?.properties.enabled ?? false,
    domain: await emailDomain(site),
    mailbox:
      mailbox && limits
        ? {
            alias: mailbox.alias,
            addresses,
            primary: addresses[0] ?? mailbox.alias,
            bytes: mailbox.bytes,
            enforced:
              limits.prohibitSendQuota !== null ||
              limits.prohibitSendReceiveQuota !== null ||
              limits.issueWarningQuota !== null,
            limits,
          }
        : null,
  }
}
