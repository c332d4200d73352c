import { findDescription, integration, integrationPrerequisites, server } from '@/lib/essentials'
import {
  acceptedDomain,
  activeSyncVirtualDirectory,
  clientAccessServer,
  ecpVirtualDirectory,
  emailAddressPolicy,
  exchangeCertificate,
  exchangeServer,
  mapiVirtualDirectory,
  type Noun,
  oabVirtualDirectory,
  outlookAnywhere,
  owaVirtualDirectory,
  receiveConnector,
  type Site,
  sendConnector,
  type VirtualDirectory,
  webServicesVirtualDirectory,
} from '@/lib/exchange'
import { printCommand } from '@/lib/shell'
import type { IntegrateFacts } from '@/lib/wizards/integrate'

const kinds = {
  Owa: owaVirtualDirectory,
  Ecp: ecpVirtualDirectory,
  ActiveSync: activeSyncVirtualDirectory,
  Oab: oabVirtualDirectory,
  Mapi: mapiVirtualDirectory,
  WebServices: webServicesVirtualDirectory,
} as const

async function directories({ store }: Site): Promise<IntegrateFacts['directories']> {
  const lists = Object.entries(kinds).map(async ([kind, noun]) => {
    const found = await store.list(noun as unknown as Noun<VirtualDirectory>)
    return found.map(({ properties: { internalUrl, externalUrl } }) => ({
      kind: kind as keyof typeof kinds,
      internalUrl,
      externalUrl,
    }))
  })
  return (await Promise.all(lists)).flat()
}

async function certificates({ store, clock }: Site): Promise<IntegrateFacts['certificates']> {
  const now = clock.now().toISOString()
  return (await store.list(exchangeCertificate)).map(({ name, properties: one }) => ({
    thumbprint: name,
    subject: one.subject,
    names: one.certificateDomains,
    services: one.services,
    notAfter: one.facts?.notAfter ?? '',
    selfSigned: one.facts?.selfSigned ?? false,
    pending: one.status === 'PendingRequest',
    inService:
      one.status === 'Valid' &&
      (one.facts?.notAfter ?? '') > now &&
      ['POP', 'IIS', 'IMAP', 'SMTP'].every((service) =>
        (one.services as readonly string[]).includes(service),
      ),
  }))
}

async function outlook({ store }: Site, version: string): Promise<IntegrateFacts['outlookAnywhere']> {
  const [found] = await store.list(outlookAnywhere)
  if (!found) return null
  const {
    externalHostname,
    internalHostname,
    clientAuthenticationMethod,
    externalClientAuthenticationMethod,
    sslOffloading,
  } = found.properties
  return {
    enabled: true,
    externalHostname,
    internalHostname,
    method: version === '2010' ? clientAuthenticationMethod : externalClientAuthenticationMethod,
    sslOffloading,
  }
}

/** 192.168.0.1 as 192.168.0.0-192.168.0.255: the office is one network of 256 addresses. */
function officeRange(address: string): string {
  const net = address.split('.').slice(0, 3).join('.')
  return `${net}.0-${net}.255`
}

export async function integrateFacts(site: Site): Promise<IntegrateFacts> {
  const { store } = site
  const description = await findDescription(site)
  if (!description) throw new Error('The site is not described yet')
  const [checks, exchange, computers, enabled] = await Promise.all([
    integrationPrerequisites(site),
    store.list(exchangeServer),
    store.list(server),
    store.find(integration, 'Exchange'),
  ])
  const addressOf = (name: string) =>
    computers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.properties.address
  const servers = exchange
    .filter(({ properties }) => properties.roles.length > 0)
    .map(({ name, properties: { version, build } }) => ({
      name,
      version,
      build,
      address: addressOf(name) ?? description.exchange.address,
    }))
  return {
    checks: checks.map(({ repair, repairLabel, ...check }) => ({
      ...check,
      ...(repair
        ? { repair: { label: repairLabel ?? 'Mend it', command: repair.map(printCommand).join('\n') } }
        : {}),
    })),
    servers,
    enabled: enabled?.properties.enabled ?? false,
    internetDomain: description.internetDomain,
    internetName: description.exchange.internetName,
    essentialsInternetName: description.essentials.internetName,
    organization: description.organization,
    autodiscover: description.autodiscover,
    internalRange: officeRange(description.exchange.address),
    acceptedDomains: (await store.list(acceptedDomain)).map(({ name, properties }) => ({
      name,
      domain: properties.domainName,
      default: properties.default,
    })),
    policies: (await store.list(emailAddressPolicy)).map(({ name, properties }) => ({
      name,
      template:
        properties.enabledEmailAddressTemplates.find((template: string) => template.startsWith('SMTP:')) ??
        '',
    })),
    directories: await directories(site),
    outlookAnywhere: await outlook(site, servers[0]?.version ?? '2013'),
    servicePoints: (await store.list(clientAccessServer)).map(({ name, properties }) => ({
      server: name,
      uri: properties.autoDiscoverServiceInternalUri,
    })),
    receiveConnectors: (await store.list(receiveConnector)).map(({ name, properties }) => ({
      identity: name,
      remoteRanges: properties.remoteIPRanges,
      fqdn: properties.fqdn,
      bindings: properties.bindings,
    })),
    sendConnectors: (await store.list(sendConnector)).map(({ name, properties }) => ({
      name,
      addressSpaces: properties.addressSpaces,
    })),
    certificates: await certificates(site),
  }
}
