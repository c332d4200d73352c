import type { ConnectorLimits } from '@/lib/exchange'
import type { PerMinute } from './per-minute'

/**
 * MessageRateLimit, by MessageRateSource: of an address (IPAddress), of a sender as MAIL FROM names them (User), or of
 * each of both (All).
 * @returns whether another message may begin
 */
export function withinRate(
  rates: PerMinute,
  { messageRate, messageRateSource }: Pick<ConnectorLimits, 'messageRate' | 'messageRateSource'>,
  { connector, client, sender }: Readonly<Record<'connector' | 'client' | 'sender', string>>,
  now: Date,
): boolean {
  const of = (source: 'IPAddress' | 'User', who: string) =>
    (messageRateSource !== 'All' && messageRateSource !== source) ||
    rates.take(`${connector} ${source} ${who}`, messageRate, now)
  return of('IPAddress', client) && of('User', sender.toLowerCase())
}
