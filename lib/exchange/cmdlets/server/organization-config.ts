import { define } from '../../organization/definition'
import { exchangeOrganization } from '../../organization/exchange-organization'
import { exchangeServer } from '../../topology/exchange-server'
import { type Implied, impliedCmdlets } from '../implied-noun'
import type { WithMore } from '../more-properties'

/** What is set for the whole organization; one object, named as the organization. */
const organizationConfig = define<WithMore>('OrganizationConfig', 'organization configuration', {
  columns: ['Name', 'AdminDisplayVersion'],
  settings: {},
  // Set-OrganizationConfig.
  defaults: {
    ActivityBasedAuthenticationTimeoutEnabled: true,
    ActivityBasedAuthenticationTimeoutInterval: '06:00:00',
    ActivityBasedAuthenticationTimeoutWithSingleSignOnEnabled: true,
    CustomerFeedbackEnabled: null,
    DistributionGroupDefaultOU: null,
    DistributionGroupNameBlockedWordsList: [],
    DistributionGroupNamingPolicy: null,
    EwsAllowEntourage: null,
    EwsAllowList: null,
    EwsAllowMacOutlook: null,
    EwsAllowOutlook: null,
    EwsApplicationAccessPolicy: null,
    EwsBlockList: null,
    EwsEnabled: null,
    Industry: 'NotSpecified',
    MailTipsAllTipsEnabled: true,
    MailTipsExternalRecipientsTipsEnabled: false,
    MailTipsGroupMetricsEnabled: true,
    MailTipsLargeAudienceThreshold: 25,
    MailTipsMailboxSourcedTipsEnabled: true,
    MapiHttpEnabled: false,
    PublicFoldersLockedForMigration: false,
    ReadTrackingEnabled: false,
    SCLJunkThreshold: 4,
  },
})

const configuration: Implied<WithMore> = {
  definition: organizationConfig,
  only: true,
  names: async ({ store }) => (await store.list(exchangeOrganization)).map(({ name }) => name).slice(0, 1),
  /** MAPI over HTTP is on from the beginning where 2016 was the first to be installed. */
  initial: async (_, { store }) => {
    const [first] = await store.list(exchangeServer)
    return first?.properties.version === '2016' ? { more: { MapiHttpEnabled: true } } : {}
  },
}

export const organizationConfigCmdlets = impliedCmdlets(configuration, {
  get: 'Shows what is set for the whole organization.',
  set: 'Changes what is set for the whole organization.',
})
