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
import { exchangeCertificate } from '../organization/exchange-certificate'
import {
  defaultOfflineAddressBook,
  newDefaultBook,
  offlineAddressBook,
} from '../organization/offline-address-book'
import type { Site } from '../store'
import { prepareAD } from './active-directory'
import { type ExchangeServer, exchangeServer, type ServerRole } from './exchange-server'
import type { ExchangeVersion } from './exchange-version'
import { addRoles } from './further-roles'
import { insertAll, made } from './made'
import type { Target } from './readiness'
import { addServices, certificateServices, roleObjects } from './role-objects'
import type { SetupRequest } from './setup-words'

/** The last build of each version: 2010 SP3, 2013 CU23, 2016 CU23. */
const builds: Readonly<Record<ExchangeVersion, string>> = {
  '2010': '14.3.123.4',
  '2013': '15.0.1497.2',
  '2016': '15.1.2507.6',
}

/** Server roles bring the Management Tools along; the tools alone make a server without roles. */
export async function install(request: SetupRequest, target: Target, site: Site): Promise<Result<unknown>> {
  const { name } = target.server
  const existing = await site.store.find(exchangeServer, name)
  if (request.roles.length === 0 && existing)
    return site.store.update(exchangeServer, existing, { managementTools: true })
  if (existing && existing.properties.roles.length > 0) return addRoles(existing, request, target, site)
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
  target: Target,
  site: Site,
): Promise<Result<unknown>> {
  const inserted = await insertAll(roleObjects(record, target), site)
  if (!inserted.ok) return inserted
  const lists = await addDefaultAddressLists(record.version === '2010' ? target.server.name : null, site)
  if (!lists.ok) return lists
  const certificate = await selfSign(record, target.server.name, site)
  return certificate.ok ? addServices(record, request, target, site) : certificate
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
    services: certificateServices(roles),
    internalTransport: true,
  })
}
