import { mandatory, multiValued, ok, type Result, refuse, text } from '@/lib/shell'
import type { Site, Stored } from '../../store'
import type { ExchangeServer } from '../../topology/exchange-server'
import { since } from '../../topology/exchange-version'
import { canBeSuspended } from '../../transport/queue'
import { requireTransportServer } from '../../transport/transport-servers'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { runningServer } from './find-queue'

/** The queues go to the targets in turn; what is suspended stays, as do poison and shadow messages. */
export const redirectMessage = exchangeCmdlet({
  name: 'Redirect-Message',
  synopsis: 'Hands the messages of a server that is to be serviced to others.',
  versions: since('2013'),
  parameters: { Server: mandatory(text), Target: mandatory(multiValued(text)) },
  run: async ({ Server, Target }, site) => {
    const from = await requireTransportServer(site, Server)
    if (!from.ok) return from
    const targets = await targetsOf(Target, from.value, site)
    if (!targets.ok) return targets
    const queues = (await site.mail.queues.list(from.value)).filter(
      (queue) => canBeSuspended(queue) && queue.messageCount > 0,
    )
    for (const [at, queue] of queues.entries()) {
      const target = targets.value[at % targets.value.length]
      if (target) await site.mail.queues.resubmit(queue, target.name)
    }
    return ok(queues.length === 0 ? { undo: [] } : {})
  },
})

async function targetsOf(
  names: readonly string[],
  from: Stored<ExchangeServer>,
  site: Site,
): Promise<Result<readonly Stored<ExchangeServer>[]>> {
  const targets: Stored<ExchangeServer>[] = []
  for (const name of names) {
    const known = await requireTransportServer(site, name, 'Target')
    if (!known.ok) return known
    if (known.value.id === from.id)
      return refuse('InvalidArgument', 'RedirectToItself', `${name} is the server to be serviced itself.`, {
        target: 'Target',
        recommendedAction: 'Name another transport server of the organization.',
      })
    const running = await runningServer(site, name)
    if (!running.ok) return running
    targets.push(running.value)
  }
  return ok(targets)
}
