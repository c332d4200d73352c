import { type DirectoryEntry, flagIn, idsIn, textIn } from './directory'
import { type Asked, fail } from './mail-at-hand'
import { reach } from './reach'
import { said } from './replies'
import type { Work } from './resolve-recipients'

/**
 * A mailbox: mail stays there, goes on to its ForwardingAddress or else its ForwardingSmtpAddress, or both
 * (DeliverToMailboxAndForward). What a categorizer, this one or another server's, has sent to a mailbox before is not forwarded a second time.
 */
export async function forward(work: Work, asked: Asked, entry: DirectoryEntry): Promise<readonly Asked[]> {
  const { recipient, path } = asked
  const resolved = recipient.mailbox !== undefined || (work.mail.origin.relayed && asked.by === 'sender')
  const target = resolved ? 'none' : await targetOf(work, entry)
  if (target === 'none' || flagIn(entry.more, 'DeliverToMailboxAndForward')) deliver(work, asked, entry)
  if (target === 'none') return []
  if (target === 'gone') {
    fail(work, recipient, said.forwardNotFound)
    return []
  }
  const { mailbox: _, ...rest } = recipient
  const orcpt = recipient.orcpt ?? `rfc822;${recipient.address}`
  const history = [...recipient.history, recipient.address]
  work.happened.push({
    eventId: 'REDIRECT',
    source: 'ROUTING',
    recipients: [target.address],
    relatedRecipient: recipient.address,
  })
  const next = { ...rest, address: target.address, orcpt, history }
  return [
    {
      recipient: next,
      path: [...path, entry.id],
      by: 'forward',
      ...(target.id === null ? { forwarded: true } : { id: target.id }),
    },
  ]
}

function deliver(work: Work, asked: Asked, { mailbox }: DirectoryEntry): void {
  if (mailbox === null) {
    fail(work, asked.recipient, said.badPrimary)
    return
  }
  const recipient = { ...asked.recipient, mailbox: mailbox.guid }
  reach(work, { ...asked, recipient }, { kind: 'mailbox', database: mailbox.database }, mailbox.guid)
}

type Target = { readonly id: string | null; readonly address: string } | 'none' | 'gone'

async function targetOf({ directory }: Work, { more }: DirectoryEntry): Promise<Target> {
  const [id] = idsIn(more, 'ForwardingAddress')
  if (id === undefined) {
    const address = textIn(more, 'ForwardingSmtpAddress')?.replace(/^smtp:/i, '')
    return address ? { id: null, address } : 'none'
  }
  const target = (await directory.byId([id])).get(id)
  return target?.primary ? { id, address: target.primary } : 'gone'
}
