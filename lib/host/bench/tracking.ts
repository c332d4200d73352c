import { type Figure, milliseconds } from './figure'
import { fillTracking } from './fill-tracking'
import type { Lab } from './lab'
import { sideBySide } from './measure'

const events = 1_000_000
const part = `Message tracking: ${events.toLocaleString('en-US')} events`

/** What the form of Message tracking is sent with; each but the last goes by an index. */
const searches: Readonly<Record<string, Record<string, string>>> = {
  'no field': {},
  'a sender': { sender: 'sender42@fabrikam.com' },
  'the most frequent recipient': { recipient: 'user0@contoso.com' },
  'a recipient who has none': { recipient: 'nobody@contoso.com' },
  'a part of a subject': { subject: 'quarterly' },
  'a subject that is not there': { subject: 'zebra crossing' },
  'an event': { event: 'DELIVER' },
  'a Message-ID': { id: '<c4ca4238a0b923820dcc509a6f75849b@fabrikam.com>' },
  'two letters of a subject': { subject: 'zq' },
}

/** One page of each search, below the page. Beside its median stands its 95th percentile. */
export async function trackingSearch(lab: Lab): Promise<Figure[]> {
  const url = await lab.database()
  await fillTracking(url, events)
  const inside = await lab.inside(url)
  const figures: Figure[] = []
  for (const [what, parameters] of Object.entries(searches)) {
    const taken = await sideBySide(
      { query: () => inside.do('searchTracking', parameters).then((one) => one.milliseconds) },
      { rounds: 2, goes: 10, warmUp: 2 },
    )
    const { p50, p95 } = taken.query
    const aim = what.startsWith('two letters') ? {} : { compared: p50 / 1000, unit: 's' as const, aim: 0.1 }
    figures.push({ part, what, ours: milliseconds(p50), beside: `p95 ${milliseconds(p95)}`, ...aim })
  }
  await inside.stop()
  return figures
}
