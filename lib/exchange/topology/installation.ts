import { server as serverNoun } from '@/lib/essentials'
import { createSelfSigned } from '@/lib/network'
import { ok, type Result } from '@/lib/shell'
import {
  addressList,
  allRecipients,
  defaultAddressLists,
  defaultGlobalAddressList,
  globalAddressList,
} from '../organization/address-list'
import { certificateRecord } from '../organization/certificate-record'
import { defaultReceiveConnectors } from '../organization/default-receive-connectors'
import { exchangeCertificate } from '../organization/exchange-certificate'
import {
  defaultOfflineAddressBook,
  newDefaultBook,
  offlineAddressBook,
} from '../organization/offline-address-book'
import { receiveConnector } from '../organization/receive-connector'
import type { Site } from '../store'
import { prepareAD } from './active-directory'
import { defaultVirtualDirectories } from './default-virtual-directories'
import { type ExchangeServer, exchangeServer, type ServerRole } from './exchange-server'
import { exchangeServices } from './exchange-services'
import type { ExchangeVersion } from './exchange-version'
import { insertAll, type Made, made } from './made'
import { mailboxDatabase, newMailboxDatabase } from './mailbox-database'
import { requiredFeatures } from './prerequisites'
import type { Target } from './readiness'
import type { SetupRequest } from './setup-words'

/** The last build of each version: 2010 SP3, 2013 CU23, 2016 CU23. */
const builds: Readonly<Record<ExchangeVersion, string>> = {
  '2010': '14.3.123.4',
  '2013': '15.0.1497.2',
  '2016': '15.1.2507.6',
}

/** Real servers append ten random digits; a rehearsal is easier to follow when the name is always the same. */
export const firstDatabase = 'Mailbox Database 01'

/** Server roles bring the Management Tools along; the tools alone make a server without roles. */
export async function install(request: SetupRequest, target: Target, site: Site): Promise<Result<unknown>> {
  const { name } = target.server
  const existing = await site.store.find(exchangeServer, name)
  if (request.roles.length === 0 && existing)
    return site.store.update(exchangeServer, existing, { managementTools: true })
  const record = serverRecord(request, target)
  const kept = existing
    ? await site.store.update(exchangeServer, existing, record)
    : await site.store.insert(exchangeServer, name, record)
  if (!kept.ok || record.roles.length === 0) return kept
  const prepared = await prepareAD(request, target, site)
  if (!prepared.ok) return prepared
  return installRoles(record, request, target, site)
}

function serverRecord({ version, roles }: SetupRequest, { server, description }: Target): ExchangeServer {
  const all: readonly ServerRole[] =
    version === '2016' && roles.length > 0 ? ['Mailbox', 'ClientAccess'] : roles
  return {
    version,
    build: builds[version],
    roles: all,
    managementTools: true,
    edition: 'StandardEvaluation',
    fqdn: `${server.name}.${description.localDomain}`.toLowerCase(),
  }
}

async function installRoles(
  record: ExchangeServer,
  request: SetupRequest,
  { server, description }: Target,
  site: Site,
): Promise<Result<unknown>> {
  const { roles, fqdn, version } = record
  const is2010 = version === '2010'
  const connectors = defaultReceiveConnectors(server.name, fqdn, is2010)
    .filter(({ properties: { transportRole } }) =>
      roles.includes(
        transportRole === 'FrontendTransport' ? 'ClientAccess' : is2010 ? 'HubTransport' : 'Mailbox',
      ),
    )
    .map(({ name, properties }) => made(receiveConnector, name, properties))
  const objects: readonly Made[] = [
    ...(roles.includes('Mailbox')
      ? [made(mailboxDatabase, firstDatabase, newMailboxDatabase(server.name))]
      : []),
    ...connectors,
    ...(roles.includes('ClientAccess')
      ? defaultVirtualDirectories(server.name, fqdn, description.localDomain, is2010)
      : []),
  ]
  const inserted = await insertAll(objects, site)
  if (!inserted.ok) return inserted
  const lists = await addDefaultAddressLists(is2010 ? server.name : null, site)
  if (!lists.ok) return lists
  const certificate = await selfSign(record, server.name, site)
  if (!certificate.ok) return certificate
  const added = request.installWindowsComponents ? requiredFeatures(version, server.properties.windows) : []
  return site.store.update(serverNoun, server, {
    features: [...new Set([...server.properties.features, ...added])],
    services: { ...exchangeServices(version, roles), ...server.properties.services },
  })
}

/** The organization's address lists come with its first server, and stay when that is removed. */
export async function addDefaultAddressLists(
  serverName: string | null,
  site: Site,
): Promise<Result<unknown>> {
  if (await site.store.find(globalAddressList, defaultGlobalAddressList)) return ok(undefined)
  return insertAll(
    [
      made(globalAddressList, defaultGlobalAddressList, allRecipients),
      ...defaultAddressLists.map(([name, properties]) => made(addressList, name, properties)),
      made(offlineAddressBook, defaultOfflineAddressBook, newDefaultBook(serverName)),
    ],
    site,
  )
}

/** Setup's own certificate, so that every service has one from the first minute. */
async function selfSign({ fqdn, roles }: ExchangeServer, name: string, site: Site): Promise<Result<unknown>> {
  const made = await createSelfSigned({ commonName: name, names: [name, fqdn], now: site.clock.now() })
  if (!made.ok) return made
  const { certificatePem, privateKeyPem, facts } = made.value
  const record = certificateRecord(
    { facts, certificatePem, privateKeyPem, chainPem: [] },
    { server: name, friendlyName: 'Microsoft Exchange', privateKeyExportable: false },
    site,
  )
  return site.store.insert(exchangeCertificate, facts.thumbprint, {
    ...record,
    services: roles.includes('ClientAccess') ? ['IMAP', 'POP', 'IIS', 'SMTP'] : ['SMTP'],
    internalTransport: true,
  })
}
