import { defaultAcceptedDomain } from '../../organization/accepted-domain'
import type { Site } from '../../store'
import { readTransportSettings } from '../receive'
import { systemMessage } from '../system-message'
import type { Reporter } from './report-facts'

/** The name that every organization's reports to its own people come from. */
const exchangeRecipient = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e'

/** Bytes; null is unlimited. What nobody has set is as Setup left it. */
const sizeOf = (value: unknown) => (typeof value === 'number' ? value : null)
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** How a server reports to senders of the organization (`Internal`), or to others (`External`). */
export async function readReporter(
  site: Pick<Site, 'store'>,
  server: string,
  audience: 'Internal' | 'External',
): Promise<Reporter> {
  const [{ fqdn, version, organization }, domain, texts] = await Promise.all([
    readTransportSettings(site, server),
    defaultAcceptedDomain(site as Site),
    site.store.list(systemMessage),
  ])
  const setting = (name: string) => organization[`${audience}${name}`]
  const home = domain?.properties.domainName ?? fqdn
  const postmaster = textOf(organization.ExternalPostmasterAddress) ?? `postmaster@${home}`
  return {
    fqdn,
    version,
    authority: textOf(setting('DsnReportingAuthority')) ?? fqdn,
    from:
      audience === 'Internal'
        ? { name: 'Microsoft Outlook', address: `${exchangeRecipient}@${home}` }
        : { name: '', address: postmaster },
    sendsHtml: setting('DsnSendHtml') !== false,
    tellsDelays: setting('DelayDsnEnabled') !== false,
    attachLimit: sizeOf(setting('DsnMaxMessageAttachSize')),
    ownTexts: new Map(
      texts
        .filter(({ properties }) => properties.internal === (audience === 'Internal'))
        .flatMap(({ properties: { dsnCode, text } }) => (dsnCode === null ? [] : [[dsnCode, text]])),
    ),
  }
}
