import { server as computer } from '@/lib/essentials'
import {
  exchangeCertificate,
  exchangeServer,
  mailboxDatabase,
  newMailboxDatabase,
  receiveConnector,
} from '@/lib/exchange'
import type { TestSite } from '../test-site'

/** What a test puts beside EXCH01: a computer with all that Exchange has there, and a database. */
export interface SecondServer {
  readonly name: string
  readonly address: string
  readonly database: string
}

/** Puts it into the site, as a twin of EXCH01. */
export async function addSecondServer(place: TestSite, { name, address, database }: SecondServer) {
  const renamed = (text: string) => text.replace(/EXCH01/g, name).replace(/exch01/g, name.toLowerCase())
  await place.inTransaction(async ({ store }) => {
    const [first, exchange] = [
      await store.find(computer, 'EXCH01'),
      await store.find(exchangeServer, 'EXCH01'),
    ]
    if (!first || !exchange) throw new Error('EXCH01 is missing')
    await store.insert(computer, name, { ...first.properties, address })
    await store.insert(exchangeServer, name, {
      ...exchange.properties,
      fqdn: renamed(exchange.properties.fqdn),
    })
    for (const { name: connector, properties } of await store.list(receiveConnector))
      await store.insert(receiveConnector, renamed(connector), {
        ...properties,
        server: name,
        fqdn: renamed(properties.fqdn ?? ''),
      })
    for (const { name: thumbprint, properties } of await store.list(exchangeCertificate))
      await store.insert(exchangeCertificate, `${name}${thumbprint}`, { ...properties, server: name })
    await store.insert(mailboxDatabase, database, newMailboxDatabase(name))
  })
}

/** Stops or starts the transport service of a server. */
export async function transportService(place: TestSite, name: string, state: 'Running' | 'Stopped') {
  await place.inTransaction(async ({ store }) => {
    const found = await store.find(computer, name)
    const service = found?.properties.services.MSExchangeTransport
    if (!found || !service) throw new Error(`${name} has no transport service`)
    const services = { ...found.properties.services, MSExchangeTransport: { ...service, state } }
    await store.update(computer, found, { services })
  })
}
