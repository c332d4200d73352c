import { server as computer } from '@/lib/essentials'
import type { MailboxQuotas, Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { mailboxDatabase } from '../../topology/mailbox-database'

/** A mailbox database as the store driver meets it. */
export type DeliveringDatabase =
  | {
      readonly open: true
      readonly server: string
      readonly quotas: Omit<MailboxQuotas, 'useDatabaseQuotaDefaults'>
    }
  /** What is said of it until it is back. */
  | { readonly open: false; readonly reason: string }

/**
 * Whether messages can be delivered to a database: it is mounted, its information store runs and, since 2013, so does
 * the Mailbox Transport Delivery service. A server whose computer nobody described is taken to run.
 */
export async function deliveringDatabase({ store }: Site, name: string): Promise<DeliveringDatabase> {
  const [databases, servers, computers] = await store.lists([mailboxDatabase, exchangeServer, computer])
  const database = databases.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!database) return away('432 4.3.2 STOREDRV.Deliver; there is no such mailbox database')
  const { properties } = database
  const isHere = (one: { name: string }) => one.name.toLowerCase() === properties.server.toLowerCase()
  const host = servers.find(isHere)?.properties
  const services = computers.find(isHere)?.properties.services ?? {}
  const runs = (service: string) => (services[service]?.state ?? 'Running') === 'Running'
  if (!host || !runs('MSExchangeIS')) return away('432 4.3.2 STOREDRV.Storage; mailbox server is offline')
  if (host.version !== '2010' && !runs('MSExchangeDelivery'))
    return away('421 4.3.2 Mailbox Transport Delivery: service not available')
  return properties.mounted === false
    ? away('432 4.3.2 STOREDRV.Storage; mailbox database is offline')
    : { open: true, server: properties.server, quotas: properties }
}

const away = (reason: string): DeliveringDatabase => ({ open: false, reason })
