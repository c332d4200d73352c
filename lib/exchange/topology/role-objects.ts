import { server as serverNoun } from '@/lib/essentials'
import type { Result } from '@/lib/shell'
import { defaultReceiveConnectors } from '../organization/default-receive-connectors'
import type { ExchangeCertificate } from '../organization/exchange-certificate'
import { receiveConnector } from '../organization/receive-connector'
import type { Site } from '../store'
import { defaultVirtualDirectories } from './default-virtual-directories'
import type { ExchangeServer, ServerRole } from './exchange-server'
import { exchangeServices } from './exchange-services'
import { type Made, made } from './made'
import { mailboxDatabase, newMailboxDatabase } from './mailbox-database'
import { requiredFeatures } from './prerequisites'
import type { Target } from './readiness'
import type { SetupRequest } from './setup-words'

/** Real servers append ten random digits; a rehearsal is easier to follow when the name is always the same. */
export const firstDatabase = 'Mailbox Database 01'

/** What the roles of this record bring to a server, beside its certificate. */
export function roleObjects(
  { roles, fqdn, version }: ExchangeServer,
  { server, description }: Target,
): readonly Made[] {
  const is2010 = version === '2010'
  const connectors = defaultReceiveConnectors(server.name, fqdn, is2010)
    .filter(({ properties: { transportRole } }) =>
      roles.includes(
        transportRole === 'FrontendTransport' ? 'ClientAccess' : is2010 ? 'HubTransport' : 'Mailbox',
      ),
    )
    .map(({ name, properties }) => made(receiveConnector, name, properties))
  return [
    ...(roles.includes('Mailbox')
      ? [made(mailboxDatabase, firstDatabase, newMailboxDatabase(server.name))]
      : []),
    ...connectors,
    ...(roles.includes('ClientAccess')
      ? defaultVirtualDirectories(server.name, fqdn, description.localDomain, is2010)
      : []),
  ]
}

/** Their Windows services run, beside those that are there. */
export async function addServices(
  { roles, version }: ExchangeServer,
  request: SetupRequest,
  { server }: Target,
  site: Site,
): Promise<Result<unknown>> {
  const added = request.installWindowsComponents ? requiredFeatures(version, server.properties.windows) : []
  return site.store.update(serverNoun, server, {
    features: [...new Set([...server.properties.features, ...added])],
    services: { ...exchangeServices(version, roles), ...server.properties.services },
  })
}

/** What Setup's own certificate is for. */
export function certificateServices(roles: readonly ServerRole[]): ExchangeCertificate['services'] {
  return roles.includes('ClientAccess') ? ['IMAP', 'POP', 'IIS', 'SMTP'] : ['SMTP']
}
