import { findDescription, type SiteDescription } from '@/lib/essentials'
import {
  activeSyncVirtualDirectory,
  clientAccessServer,
  ecpVirtualDirectory,
  mapiVirtualDirectory,
  type Noun,
  oabVirtualDirectory,
  outlookAnywhere,
  owaVirtualDirectory,
  type Site,
  type VirtualDirectory,
  webServicesVirtualDirectory,
} from '@/lib/exchange'
import { type CertificatePlace, type CertificateUse, remoteWebAccess } from './certificates'
import { canonicalName } from './names'
import { admitsStrangers, receivingConnector } from './receiving-connector'

/** Asked when it is needed: the two rooms load each other, and a constant would be made too early. */
const directories = () =>
  [
    ['Outlook on the web', owaVirtualDirectory],
    ['Exchange Control Panel', ecpVirtualDirectory],
    ['Exchange ActiveSync', activeSyncVirtualDirectory],
    ['Offline address book', oabVirtualDirectory],
    ['Exchange Web Services', webServicesVirtualDirectory],
    ['MAPI over HTTP', mapiVirtualDirectory],
  ] as unknown as readonly (readonly [string, Noun<VirtualDirectory>])[]

interface Use {
  readonly name: string | null
  readonly place: CertificatePlace
  readonly service: string
}

/** Every name that clients are told to use, and where they meet a certificate under it. */
export async function certificateUses(site: Site): Promise<readonly CertificateUse[]> {
  const description = await findDescription(site)
  if (!description) return []
  const [web, outlook, mail] = await Promise.all([
    webUses(site),
    outlookUses(site),
    mailUses(site, description),
  ])
  return gather([...describedUses(description, web.length > 0), ...web, ...outlook, ...mail])
}

function describedUses(
  { essentials, exchange, internetDomain, autodiscover, pop, imap }: SiteDescription,
  installed: boolean,
): Use[] {
  const remote = essentials.internetName
  return [
    { name: remote, place: 'internet', service: remoteWebAccess },
    { name: remote, place: 'office', service: remoteWebAccess },
    ...(installed && autodiscover === 'a'
      ? [{ name: `autodiscover.${internetDomain}`, place: 'internet', service: 'Autodiscover' } as const]
      : []),
    ...(installed && pop ? [{ name: exchange.internetName, place: 'pop', service: 'POP3' } as const] : []),
    ...(installed && imap ? [{ name: exchange.internetName, place: 'imap', service: 'IMAP4' } as const] : []),
  ]
}

async function webUses({ store }: Site): Promise<Use[]> {
  const lists = directories().map(async ([service, kind]) =>
    (await store.list(kind)).flatMap(({ properties }): Use[] => [
      { name: hostOf(properties.externalUrl), place: 'internet', service },
      { name: hostOf(properties.internalUrl), place: 'office', service },
    ]),
  )
  return (await Promise.all(lists)).flat()
}

async function outlookUses({ store }: Site): Promise<Use[]> {
  const [anywhere, servers] = await Promise.all([store.list(outlookAnywhere), store.list(clientAccessServer)])
  return [
    ...anywhere.flatMap(({ properties }): Use[] => [
      { name: properties.externalHostname, place: 'internet', service: 'Outlook Anywhere' },
      { name: properties.internalHostname, place: 'office', service: 'Outlook Anywhere' },
    ]),
    ...servers.map(
      ({ properties }): Use => ({
        name: hostOf(properties.autoDiscoverServiceInternalUri),
        place: 'office',
        service: 'Autodiscover',
      }),
    ),
  ]
}

/** The connector that takes mail from strangers greets with a name, and shows the certificate for it. */
async function mailUses(site: Site, { exchange }: SiteDescription): Promise<Use[]> {
  const chosen = await receivingConnector(site, exchange, 25)
  return chosen && admitsStrangers(chosen)
    ? [{ name: chosen.fqdn, place: 'smtp', service: 'Mail from the Internet' }]
    : []
}

function hostOf(url: string | null): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname : null
}

function gather(uses: readonly Use[]): readonly CertificateUse[] {
  const found = new Map<string, CertificateUse>()
  for (const { name: written, place, service } of uses) {
    if (!written) continue
    const name = canonicalName(written)
    const known = found.get(`${place} ${name}`)?.services ?? []
    found.set(`${place} ${name}`, { name, place, services: [...new Set([...known, service])] })
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
