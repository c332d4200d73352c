import type { Definition } from '../../organization/definition'
import type { Site } from '../../store'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { type ExchangeVersion, since } from '../../topology/exchange-version'
import { frontendTransport, newFrontendTransport } from '../../transport/frontend-transport'
import { mailboxTransport, newMailboxTransport } from '../../transport/mailbox-transport'
import type { Named } from '../../transport/setting-table'
import { newTransportConfig, transportConfig, transportConfigName } from '../../transport/transport-config'
import { newTransportServer, transportServer } from '../../transport/transport-server'
import { hasTransport } from '../../transport/transport-servers'
import { type Implied, impliedCmdlets } from '../implied-noun'

/** One object a server, with what Setup of its version leaves. */
function ofServers(
  definition: Definition<Named>,
  has: (server: ExchangeServer) => boolean,
  initial: (version: ExchangeVersion) => Named,
): Implied<Named> {
  return {
    definition,
    names: async ({ store }) =>
      (await store.list(exchangeServer)).filter(({ properties }) => has(properties)).map(({ name }) => name),
    initial: async (name, { store }) =>
      initial((await store.find(exchangeServer, name))?.properties.version ?? '2013'),
  }
}

const hub = ofServers(transportServer, hasTransport, newTransportServer)
const frontEnd = ofServers(
  frontendTransport,
  ({ roles, version }) => version !== '2010' && roles.includes('ClientAccess'),
  newFrontendTransport,
)
const mailbox = ofServers(
  mailboxTransport,
  ({ roles, version }) => version !== '2010' && roles.includes('Mailbox'),
  newMailboxTransport,
)

const config: Implied<Named> = {
  definition: transportConfig,
  only: true,
  names: async () => [transportConfigName],
  initial: async (_, site) => newTransportConfig(await organizationVersion(site)),
}

/** The newest server's: what it brings is what the organization's settings are. */
async function organizationVersion({ store }: Site): Promise<ExchangeVersion> {
  const versions = (await store.list(exchangeServer)).map(({ properties }) => properties.version)
  return versions.sort().at(-1) ?? '2013'
}

const since2013 = since('2013')

export const transportSettingCmdlets = [
  ...impliedCmdlets(hub, {
    get: 'Shows the settings of the Transport service on each server.',
    set: 'Changes the settings of the Transport service on a server.',
  }),
  ...impliedCmdlets(hub, {
    noun: 'TransportService',
    versions: since2013,
    get: 'Shows the settings of the Transport service on each server.',
    set: 'Changes the settings of the Transport service on a server.',
  }),
  ...impliedCmdlets(frontEnd, {
    versions: since2013,
    get: 'Shows the settings of the Front End Transport service on each server.',
    set: 'Changes the settings of the Front End Transport service on a server.',
  }),
  ...impliedCmdlets(mailbox, {
    versions: since2013,
    get: 'Shows the settings of the Mailbox Transport service on each server.',
    set: 'Changes the settings of the Mailbox Transport service on a server.',
  }),
  ...impliedCmdlets(config, {
    get: "Shows the organization's transport settings.",
    set: "Changes the organization's transport settings.",
  }),
]
