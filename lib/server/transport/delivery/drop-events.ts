import type { ForeignConnector } from '@/lib/exchange'
import { writeSiteEvent } from '../site-events'
import type { Transport } from '../worker'
import { type DropTrouble, dropQuotaTrouble } from './drop-trouble'

/** Writes into the Application log why a Foreign connector leaves no files (MSExchangeTransport 8005 and 8008). */
export async function dropEvent(
  transport: Transport,
  server: string,
  {
    connector,
    properties,
  }: {
    readonly connector: string
    readonly properties: Pick<ForeignConnector, 'dropDirectory' | 'dropDirectoryQuota'>
  },
  trouble: DropTrouble,
): Promise<void> {
  const megabytes = (properties.dropDirectoryQuota ?? 0) / 1024 ** 2
  const event =
    trouble === dropQuotaTrouble
      ? {
          eventId: 8005,
          message: `A non-SMTP gateway connection failure occurred on connector ${connector}. The drop directory quota limit of ${Number(megabytes.toFixed(2))}(MB) has been exceeded. ${trouble.advice}`,
        }
      : {
          eventId: 8008,
          message: `A connection failure occurred on the foreign connector ${connector}. The Drop directory ${properties.dropDirectory} ${trouble.fault}. ${trouble.advice}`,
        }
  await writeSiteEvent(transport.pool, {
    ...{ at: transport.now(), server, source: 'MSExchangeTransport', category: 'RemoteDelivery' },
    ...{ level: 'Error', ...event },
  })
}
