import type { TransportSettings } from '../receive/transport-settings'
import { seconds } from '../time-span'

/**
 * How long queues and messages wait, in milliseconds of the site's clock. QueueGlitchRetryCount,
 * QueueGlitchRetryInterval, MailboxDeliveryQueueRetryInterval and MaxIdleTimeBeforeResubmit are settings of
 * EdgeTransport.exe.config, which no cmdlet shows: they are as Setup leaves them.
 */
export interface QueueTimers {
  readonly glitchCount: number
  readonly glitchInterval: number
  readonly transientCount: number
  readonly transientInterval: number
  readonly outboundInterval: number
  readonly messageInterval: number
  readonly mailboxQueueInterval: number
  readonly maxIdle: number
  readonly maxIdleBeforeResubmit: number
}

const minute = 60_000

export function queueTimers({ service }: Pick<TransportSettings, 'service'>): QueueTimers {
  const span = (name: string, usual: string) => seconds(String(service[name] ?? usual)) * 1000
  return {
    glitchCount: 4,
    glitchInterval: minute,
    transientCount: Number(service.TransientFailureRetryCount ?? 6),
    transientInterval: span('TransientFailureRetryInterval', '00:05:00'),
    outboundInterval: span('OutboundConnectionFailureRetryInterval', '00:10:00'),
    messageInterval: span('MessageRetryInterval', '00:15:00'),
    mailboxQueueInterval: 5 * minute,
    maxIdle: span('QueueMaxIdleTime', '00:03:00'),
    maxIdleBeforeResubmit: 12 * 60 * minute,
  }
}

/**
 * When a queue that cannot connect tries again: 4 times after a minute, 6 times after 5 minutes, then every 10 minutes,
 * with the settings that Setup leaves.
 * @param failures how often in a row it could not connect, this time included; from 1
 * @returns milliseconds
 */
export function connectionRetryAfter(failures: number, timers: QueueTimers): number {
  if (failures <= timers.glitchCount) return timers.glitchInterval
  return failures <= timers.glitchCount + timers.transientCount
    ? timers.transientInterval
    : timers.outboundInterval
}
