import { type Figure, milliseconds } from './figure'
import { fillQueues } from './fill-queues'
import type { Lab } from './lab'
import { sideBySide } from './measure'

const messages = 100_000
const part = `Mail flow: ${messages.toLocaleString('en-US')} messages in 51 queues`

/** What the page asks every two seconds, below the page: all queues, and one of them looked into. */
export async function queueView(lab: Lab): Promise<Figure[]> {
  const url = await lab.database()
  await fillQueues(url, messages)
  const inside = await lab.inside(url)
  const view = (looked: boolean) => () => inside.do('mailFlow', { looked }).then((one) => one.milliseconds)
  const taken = await sideBySide({ all: view(false), one: view(true) }, { rounds: 3, goes: 10, warmUp: 3 })
  await inside.stop()
  return (
    [
      ['the list of queues', taken.all],
      ['the list, and 100 of the 50,000 messages of one', taken.one],
    ] as const
  ).map(([what, { p50, p95 }]) => ({
    part,
    what,
    ours: milliseconds(p50),
    beside: `p95 ${milliseconds(p95)}`,
    compared: p50 / 1000,
    unit: 's' as const,
    aim: 0.2,
  }))
}
