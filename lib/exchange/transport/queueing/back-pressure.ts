/** How much of a resource of the transport service is used up. */
export type PressureLevel = 'Normal' | 'Medium' | 'High'

/**
 * DatabaseUsedSpace of EdgeTransport.exe.config, in per cent of what the queue database may hold: above `up` a level
 * begins, below `down` it ends.
 */
export const pressureThresholds = {
  Medium: { up: 96, down: 94 },
  High: { up: 99, down: 97 },
} as const

/** What stands at a level, in Exchange's own words. */
export const pressureActions: Readonly<Record<PressureLevel, readonly string[]>> = {
  Normal: [],
  Medium: [
    'Inbound mail submission from the Internet',
    'Mail submission from Pickup directory',
    'Mail submission from Replay directory',
  ],
  High: [
    'Inbound mail submission from Hub Transport servers',
    'Inbound mail submission from the Internet',
    'Mail submission from Pickup directory',
    'Mail submission from Replay directory',
    'Mail submission from Mailbox server',
  ],
}

/**
 * The level after a measurement.
 * @param before the level until now
 * @param bytes of mail in the queue database, of `limit` that it may hold
 */
export function pressureAfter(before: PressureLevel, bytes: number, limit: number): PressureLevel {
  const used = (100 * bytes) / limit
  const { Medium, High } = pressureThresholds
  if (used > High.up || (before === 'High' && used >= High.down)) return 'High'
  return used > Medium.up || (before !== 'Normal' && used >= Medium.down) ? 'Medium' : 'Normal'
}

/**
 * Whether a server takes mail over SMTP: under medium pressure from its own servers and from users who signed in, under
 * high pressure from nobody.
 */
export function takesMail(level: PressureLevel, isInside: boolean): boolean {
  return level === 'Normal' || (level === 'Medium' && isInside)
}

/** The events of the Application log that tell of levels: it rose, it fell. */
export const pressureEvents = { rose: 15004, fell: 15005 } as const

const megabyte = 1024 ** 2
const ranks = ['Normal', 'Medium', 'High'] as const satisfies readonly PressureLevel[]

/** What the event log says of a change of the level. */
export function pressureEvent(
  change: { readonly from: PressureLevel; readonly to: PressureLevel },
  { bytes, limit }: { readonly bytes: number; readonly limit: number },
) {
  const { from, to } = change
  const rose = ranks.indexOf(to) > ranks.indexOf(from)
  const { Medium, High } = pressureThresholds
  const size = (count: number) => `${Math.ceil(count / megabyte).toLocaleString('en-US')} MB`
  const used = `Queue database = ${Math.round((100 * bytes) / limit)}% [${to}] [Normal=${Medium.down}% Medium=${Medium.up}% High=${High.up}%]: ${size(bytes)} of mail, of ${size(limit)} that it may hold.`
  const stand =
    to === 'Normal'
      ? 'No component is disabled. Mail is taken again.'
      : `The following components are disabled due to back pressure: ${pressureActions[to].join('; ')}. Senders are told to come again later (452 4.3.1).`
  return {
    eventId: rose ? pressureEvents.rose : pressureEvents.fell,
    level: rose ? 'Warning' : 'Information',
    message: `The resource pressure ${rose ? 'increased' : 'decreased'} from ${from} to ${to}. ${used} ${stand}`,
  } as const
}

/** The level that began with such an event; Normal when its text says nothing. */
export function levelOfEvent(message: string): PressureLevel {
  const told = /^The resource pressure \w+ from \w+ to (\w+)\./.exec(message)?.[1]
  return ranks.find((one) => one === told) ?? 'Normal'
}
