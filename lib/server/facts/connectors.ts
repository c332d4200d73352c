import {
  exchangeServer,
  hasTransport,
  receiveConnector,
  type SendConnector,
  type Site,
  sendConnector,
  transportServers,
} from '@/lib/exchange'
import { liveSmartHost, liveSmartHostName } from '@/lib/network'

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** @param subject a connector's name; empty for a new one. Null when there is none of that name, or no server. */
export async function sendConnectorFacts(site: Site, subject: string) {
  const [connectors, servers] = await site.store.lists([sendConnector, exchangeServer] as const)
  const found = connectors.find(({ name }) => same(name, subject))
  if (servers.length === 0 || (subject !== '' && !found)) return null
  return {
    connector: found ? { name: found.name, ...withoutPassword(found.properties) } : null,
    servers: servers.filter(({ properties }) => hasTransport(properties)).map(({ name }) => name),
    others: connectors
      .filter(({ id }) => id !== found?.id)
      .map(({ name, properties: { enabled, addressSpaces } }) => ({ name, enabled, addressSpaces })),
  }
}

/** The browser gets these facts: not even the sealed password goes there. */
function withoutPassword({ authenticationCredential: kept, ...rest }: SendConnector) {
  return { ...rest, userName: kept?.userName ?? null }
}

/** @param subject `EXCH01\Name`; empty for a new one */
export async function receiveConnectorFacts(site: Site, subject: string) {
  const servers = await transportServers(site)
  const found = subject ? await site.store.find(receiveConnector, subject) : null
  if (servers.length === 0 || (subject !== '' && !found)) return null
  return {
    connector: found ? { ...found.properties, name: found.name } : null,
    servers: servers.map(({ name, properties: { fqdn, version } }) => ({
      name,
      fqdn,
      modern: version !== '2010',
    })),
  }
}

/** @param subject `Send:name` or `Receive:EXCH01\name` */
export async function removeConnectorFacts(site: Site, subject: string) {
  const [kind, ...rest] = subject.split(':')
  const name = rest.join(':')
  const serving =
    kind === 'Send'
      ? (await site.store.list(sendConnector)).map((one) => ({
          ...one,
          serves: one.properties.addressSpaces,
        }))
      : (await site.store.list(receiveConnector)).map((one) => ({ ...one, serves: one.properties.bindings }))
  const found = serving.find((one) => same(one.name, name))
  if (!found || (kind !== 'Send' && kind !== 'Receive')) return null
  const others = serving.filter((one) => one.id !== found.id && one.properties.enabled)
  return {
    kind,
    name: found.name,
    serves: found.serves,
    last: !found.serves.every((one) => others.some(({ serves }) => serves.some((own) => same(own, one)))),
  }
}

/** What is confirmed of the real smart host, and what connectors name. */
export async function smartHostFacts(site: Site) {
  const [kept, connectors] = await Promise.all([
    site.store.find(liveSmartHost, liveSmartHostName),
    site.store.list(sendConnector),
  ])
  return {
    confirmed: kept?.properties ?? null,
    named: [...new Set(connectors.flatMap(({ properties }) => properties.smartHosts))],
    own: site.caller.includes('@') ? site.caller : '',
  }
}
