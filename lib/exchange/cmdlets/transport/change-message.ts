import { absent, boolean, type Cmdlet, command, type Outcome, ok } from '@/lib/shell'
import type { Site } from '../../store'
import type { QueuedMessage } from '../../transport/queue'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { findMessages } from './find-message'
import { requireWhich, which } from './queue'

/** An undo names each message: of more than these none is given. */
const mostUndone = 1000

type Change = (messages: readonly QueuedMessage[], site: Site) => Promise<readonly QueuedMessage[]>

/** Suspend- and Resume-Message: each to all messages that are meant, each the other's undo. */
function changing(name: string, back: string, synopsis: string, change: Change): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    parameters: which,
    run: async (asked, site) => {
      const named = requireWhich(asked, name)
      if (!named.ok) return named
      const found = await findMessages(asked, site)
      if (!found.ok) return found
      const changed = await change(
        found.value.map(({ item }) => item),
        site,
      )
      return ok(undoneBy(back, changed))
    },
  })
}

/** A message that was poison is in another queue now: nothing takes it back there. */
function undoneBy(name: string, changed: readonly QueuedMessage[]): Outcome {
  if (changed.length > mostUndone || changed.some(({ queue }) => queue === 'Poison')) return {}
  return {
    undo: changed.map(({ server, queue, key }) =>
      command(name, { Identity: `${server}\\${queue}\\${key}`, Confirm: absent }),
    ),
  }
}

const suspendMessage = changing(
  'Suspend-Message',
  'Resume-Message',
  'Keeps messages in their queue.',
  async (messages, site) => {
    const moving = messages.filter(
      ({ status, queue }) =>
        !['Suspended', 'PendingSuspend', 'PendingRemove'].includes(status) && canWait(queue),
    )
    await site.mail.queues.suspendMessages(moving)
    return moving
  },
)

/** Copies that a shadow queue holds go nowhere by themselves. */
function canWait(queue: string): boolean {
  return !queue.startsWith('Shadow\\')
}

const resumeMessage = changing(
  'Resume-Message',
  'Suspend-Message',
  'Lets suspended messages go on; those of the poison queue are submitted anew.',
  async (messages, site) => {
    const waiting = messages.filter(({ status }) => status === 'Suspended' || status === 'PendingSuspend')
    await site.mail.queues.resumeMessages(waiting)
    return waiting
  },
)

const removeMessage = exchangeCmdlet({
  name: 'Remove-Message',
  synopsis: 'Removes messages from queues, with a report to their senders unless -WithNDR is $false.',
  parameters: { ...which, WithNDR: boolean },
  run: async ({ WithNDR = true, ...asked }, site) => {
    const named = requireWhich(asked, 'Remove-Message')
    if (!named.ok) return named
    const found = await findMessages(asked, site)
    if (!found.ok) return found
    const messages = found.value.map(({ item }) => item)
    if (messages.length === 0) return ok({ undo: [] })
    await site.mail.queues.removeMessages(messages, WithNDR)
    return ok({})
  },
})

export const changeMessageCmdlets = [removeMessage, suspendMessage, resumeMessage]
