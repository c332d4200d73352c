import { server as serverNoun } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import { clientAccessServer } from '../organization/client-access-server'
import { exchangeCertificate } from '../organization/exchange-certificate'
import { outlookAnywhere } from '../organization/outlook-anywhere'
import { imapSettings, popSettings } from '../organization/protocol-settings'
import { receiveConnector } from '../organization/receive-connector'
import { rpcClientAccess } from '../organization/rpc-client-access'
import { sendConnector } from '../organization/send-connector'
import {
  activeSyncVirtualDirectory,
  autodiscoverVirtualDirectory,
  ecpVirtualDirectory,
  mapiVirtualDirectory,
  oabVirtualDirectory,
  owaVirtualDirectory,
  powerShellVirtualDirectory,
  webServicesVirtualDirectory,
} from '../organization/virtual-directory'
import type { Noun, Site, Stored } from '../store'
import { frontendTransport } from '../transport/frontend-transport'
import { mailboxTransport } from '../transport/mailbox-transport'
import { transportServer } from '../transport/transport-server'
import { groupOf } from './availability-group'
import { type ExchangeServer, exchangeServer } from './exchange-server'
import { exchangeServices } from './exchange-services'
import { mailboxDatabase } from './mailbox-database'
import type { Target } from './readiness'
import type { SetupRequest } from './setup-words'

const onServer: readonly Noun<{ readonly server: string }>[] = [
  activeSyncVirtualDirectory,
  autodiscoverVirtualDirectory,
  ecpVirtualDirectory,
  exchangeCertificate,
  mailboxDatabase,
  mapiVirtualDirectory,
  oabVirtualDirectory,
  outlookAnywhere,
  owaVirtualDirectory,
  powerShellVirtualDirectory,
  receiveConnector,
  webServicesVirtualDirectory,
] as unknown as readonly Noun<{ readonly server: string }>[]

/** What is named as its server. */
const named = [
  clientAccessServer,
  popSettings,
  imapSettings,
  rpcClientAccess,
  transportServer,
  frontendTransport,
  mailboxTransport,
] as unknown as readonly Noun<unknown>[]

/**
 * `/mode:uninstall` takes the server out of the organization, which stays with its domains and policies.
 * `/mode:uninstall /roles:ManagementTools` takes only the tools: how a site comes to have Exchange without them.
 */
export async function uninstall(
  request: SetupRequest,
  { server }: Target,
  site: Site,
): Promise<Result<unknown>> {
  const installed = await site.store.find(exchangeServer, server.name)
  if (!installed)
    return refuse('ObjectNotFound', 'NotInstalled', `Exchange Server isn't installed on ${server.name}.`)
  if (request.managementTools && request.roles.length === 0 && installed.properties.roles.length > 0)
    return site.store.update(exchangeServer, installed, { managementTools: false })
  const group = await groupOf(site, server.name)
  if (group) return stillMember(server.name, group.name)
  const allowed = await checkUnused(installed, site)
  if (!allowed.ok) return allowed
  await removeObjects(installed, site)
  const gone = Object.keys(exchangeServices(installed.properties.version, installed.properties.roles))
  const left = Object.entries(server.properties.services).filter(
    ([name]) => name === 'W3SVC' || !gone.includes(name),
  )
  return site.store.update(serverNoun, server, { services: Object.fromEntries(left) })
}

function stillMember(name: string, group: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'MemberOfAvailabilityGroup',
    `The server ${name} is a member of the database availability group '${group}'.`,
    { recommendedAction: `Take it out first: Remove-DatabaseAvailabilityGroupServer ${group} ${name}` },
  )
}

async function checkUnused({ name }: Stored<ExchangeServer>, { store }: Site): Promise<Result<void>> {
  for (const database of await store.list(mailboxDatabase)) {
    if (database.properties.server !== name) continue
    if ((await store.users.count({ database: database.name })) > 0)
      return refuse(
        'InvalidOperation',
        'MailboxDatabaseNotEmpty',
        `This mailbox database contains one or more mailboxes. To get a list of all mailboxes in this database, run the command Get-Mailbox -Database '${database.name}'.`,
        { recommendedAction: 'Disable or move these mailboxes first.' },
      )
  }
  const connectors = (await store.list(sendConnector)).filter(({ properties }) =>
    properties.sourceTransportServers.some((source) => source.toLowerCase() === name.toLowerCase()),
  )
  return connectors.length === 0
    ? ok(undefined)
    : refuse(
        'InvalidOperation',
        'SourceOfSendConnectors',
        `${name} is the source server of ${connectors.map((one) => `'${one.name}'`).join(', ')}.`,
        { recommendedAction: 'Remove these Send connectors, or give them another source server.' },
      )
}

async function removeObjects(installed: Stored<ExchangeServer>, { store }: Site): Promise<void> {
  for (const noun of onServer)
    for (const object of await store.list(noun))
      if (object.properties.server === installed.name) await store.remove(noun, object)
  for (const noun of named) {
    const object = await store.find(noun, installed.name)
    if (object) await store.remove(noun, object)
  }
  await store.remove(exchangeServer, installed)
}
