import { ok, refuse } from '@/lib/shell'
import { type Definition, define } from './definition'

/** How mail to other people's domains is written: out-of-office replies, reports, formats. */
export interface RemoteDomain {
  /** `*` for all that no other remote domain names, fabrikam.com, or *.fabrikam.com with its subdomains. */
  readonly domainName: string
}

/** The one that PrepareAD makes. */
export const defaultRemoteDomain = 'Default'

export const remoteDomain: Definition<RemoteDomain> = define<RemoteDomain>('RemoteDomain', 'remote domain', {
  columns: ['Name', 'DomainName', 'AllowedOOFType'],
  settings: {},
  // Set-RemoteDomain; a new one is as the default one.
  defaults: {
    AllowedOOFType: 'External',
    AutoForwardEnabled: true,
    AutoReplyEnabled: true,
    CharacterSet: 'iso-8859-1',
    ContentType: 'MimeHtmlText',
    DeliveryReportEnabled: true,
    DisplaySenderName: true,
    IsInternal: false,
    LineWrapSize: 'Unlimited',
    MeetingForwardNotificationEnabled: false,
    NDREnabled: true,
    NonMimeCharacterSet: 'iso-8859-1',
    TNEFEnabled: null,
    TargetDeliveryDomain: false,
    TrustedMailInboundEnabled: false,
    TrustedMailOutboundEnabled: false,
    UseSimpleDisplayName: false,
  },
  show: ({ properties }) => ({ DomainName: properties.domainName }),
  check: async ({ id, properties }, { store }) => {
    const holder = (await store.list(remoteDomain)).find(
      (one) => one.id !== id && one.properties.domainName === properties.domainName,
    )
    return holder
      ? refuse(
          'ResourceExists',
          'DuplicatedRemoteDomain',
          `The domain name '${properties.domainName}' is already in use by the remote domain '${holder.name}'.`,
          { target: 'DomainName', recommendedAction: `Change '${holder.name}', or remove it first.` },
        )
      : ok(undefined)
  },
})
