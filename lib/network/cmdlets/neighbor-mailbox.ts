import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, command, int32, ok, refuse } from '@/lib/shell'
import { knownNeighbors } from '../neighbors/known-neighbors'
import { changeNeighbor, identity, mailboxName, openNeighbor, theIdentity } from './open-neighbor'

const usualCount = 20
const mostMessages = 100

const hostsOf = (known: readonly (typeof knownNeighbors)[number][]) =>
  known.flatMap(({ hosts }) => hosts.map(({ name }) => name))

const getNeighborMessage = cmdlet<Site>()({
  name: 'Get-NeighborMessage',
  synopsis:
    'Shows what other organizations’ servers took, the newest first: envelope, header, and the first lines of the text.',
  reads: true,
  columns: ['Received', 'Neighbor', 'Sender', 'Recipient', 'Subject'],
  parameters: { Identity: identity, Mailbox: mailboxName, ResultSize: int32 },
  async run({ Identity, Mailbox, ResultSize = usualCount }, site) {
    if (Mailbox !== undefined && !Identity)
      return refuse('InvalidArgument', 'NeighborMissing', 'A mailbox is one of a neighbor.', {
        target: 'Identity',
        recommendedAction: 'Say whose mailbox it is: Get-NeighborMessage fabrikam.com -Mailbox j.park.',
      })
    const messages = await site.mail.outside.list({
      hosts: hostsOf(Identity ? [Identity] : knownNeighbors),
      ...(Identity && Mailbox !== undefined && { recipient: `${Mailbox}@${Identity.domain}` }),
      limit: Math.min(Math.max(ResultSize, 1), mostMessages),
    })
    return ok({
      output: messages.map(({ at, host, sender, recipient, subject, size, header, text }) => ({
        Received: at,
        Neighbor: host,
        Sender: sender === '' ? '<>' : sender,
        Recipient: recipient,
        Subject: subject,
        Size: size,
        Header: header,
        Text: text,
      })),
    })
  },
})

const without = (names: readonly string[], name: string | undefined) =>
  name === undefined ? [] : names.filter((one) => one !== name)

const clearNeighborMailbox = cmdlet<Site>()({
  name: 'Clear-NeighborMailbox',
  synopsis:
    'Has a neighbor empty a mailbox, or all of its mailboxes: what it took is removed, and one that was full takes mail again.',
  parameters: { Identity: theIdentity, Mailbox: mailboxName },
  async run({ Identity, Mailbox }, site) {
    if (Mailbox !== undefined && Identity.mailboxes !== null && !Identity.mailboxes.includes(Mailbox))
      return refuse(
        'ObjectNotFound',
        'NeighborMailboxNotFound',
        `${Identity.organization} has no mailbox ${Mailbox}.`,
        { target: 'Mailbox', recommendedAction: `Its mailboxes are ${Identity.mailboxes.join(', ')}.` },
      )
    const open = await openNeighbor(site, Identity)
    const { fullMailboxes, deferredMailboxes } = open.settings
    const kept = await changeNeighbor(site, open, {
      fullMailboxes: without(fullMailboxes, Mailbox),
      deferredMailboxes: without(deferredMailboxes, Mailbox),
    })
    if (!kept.ok) return kept
    const removed = await site.mail.outside.remove({
      hosts: hostsOf([Identity]),
      ...(Mailbox !== undefined && { recipient: `${Mailbox}@${Identity.domain}` }),
    })
    const undo = command('Set-Neighbor', {
      Identity: Identity.domain,
      FullMailboxes: fullMailboxes,
      DeferredMailboxes: deferredMailboxes,
    })
    return ok({
      output: [{ Neighbor: Identity.domain, Mailbox: Mailbox ?? 'all', RemovedMessages: removed }],
      ...(removed === 0 && { undo: [undo] }),
    })
  },
})

export const neighborMailboxCmdlets: readonly Cmdlet<Site>[] = [getNeighborMessage, clearNeighborMailbox]
