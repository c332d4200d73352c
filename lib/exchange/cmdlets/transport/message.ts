import {
  boolean,
  type Cmdlet,
  mandatory,
  multiValued,
  ok,
  type Result,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Site } from '../../store'
import { since } from '../../topology/exchange-version'
import { requireTransportServer } from '../../transport/transport-servers'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { type Asked, findMessages, propertiesOfMessages } from './find-queue'
import { inOrder, paging, requireWhich, which } from './queue'

const getMessage = exchangeCmdlet({
  name: 'Get-Message',
  synopsis: 'Lists the messages in the queues of a transport server.',
  reads: true,
  parameters: {
    ...which,
    ...paging,
    Queue: text,
    IncludeRecipientInfo: switchParameter,
    IncludeComponentLatencyInfo: switchParameter,
  },
  run: async ({ IncludeRecipientInfo, ...asked }, site) => {
    const found = await findMessages(asked, site)
    if (!found.ok) return found
    const shown = found.value.map(({ shown: { Recipients, ...rest } }) =>
      IncludeRecipientInfo ? { ...rest, Recipients } : rest,
    )
    return inOrder(shown, asked, propertiesOfMessages)
  },
})

/**
 * Remove-, Suspend- and Resume-Message find what they are for and refuse what is not there. No queue holds a
 * message yet, so there is nothing that they would have to do to one.
 */
function changing(name: string, synopsis: string, extra: object = {}): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    parameters: { ...which, ...extra },
    run: async (asked: Asked, site) => {
      const named = requireWhich(asked, name)
      if (!named.ok) return named
      const found = await findMessages(asked, site)
      return found.ok ? ok({ undo: [] }) : found
    },
  })
}

const exportMessage = exchangeCmdlet({
  name: 'Export-Message',
  synopsis: 'Writes a copy of a message in a queue to the pipeline.',
  reads: true,
  parameters: { Identity: mandatory(text, 1) },
  run: async ({ Identity }, site) => {
    const found = await findMessages({ Identity }, site)
    return found.ok ? ok({ output: found.value.map(({ shown }) => shown) }) : found
  },
})

const redirectMessage = exchangeCmdlet({
  name: 'Redirect-Message',
  synopsis: 'Hands the messages of a server that is to be serviced to others.',
  versions: since('2013'),
  parameters: { Server: mandatory(text), Target: mandatory(multiValued(text)) },
  run: async ({ Server, Target }, site) => {
    const from = await requireTransportServer(site, Server)
    if (!from.ok) return from
    const targets = await requireAll(Target, site)
    return targets.ok ? ok({ undo: [] }) : targets
  },
})

async function requireAll(names: readonly string[], site: Site): Promise<Result<void>> {
  for (const name of names) {
    const found = await requireTransportServer(site, name, 'Target')
    if (!found.ok) return found
  }
  return ok(undefined)
}

export const messageCmdlets = [
  getMessage,
  changing('Remove-Message', 'Removes messages from queues, with or without a report to their senders.', {
    WithNDR: boolean,
  }),
  changing('Suspend-Message', 'Keeps messages in their queue.'),
  changing('Resume-Message', 'Lets suspended messages go on.'),
  exportMessage,
  redirectMessage,
]
