import { type MailRecipient, type Notify, replyText } from '../mail'
import { type DirectoryEntry, flagIn, textIn } from './directory'
import { type Asked, fail } from './mail-at-hand'
import { membersOf } from './membership'
import { reach } from './reach'
import { said } from './replies'
import type { Work } from './resolve-recipients'

/** A distribution group becomes its members: here, or on the server that it names. */
export async function openGroup(work: Work, asked: Asked, entry: DirectoryEntry): Promise<readonly Asked[]> {
  const elsewhere = expansionServer(work, entry)
  if (elsewhere !== null) {
    reach(work, asked, { kind: 'server', server: elsewhere })
    return []
  }
  if (work.opened.has(entry.id)) {
    duplicate(work, asked.recipient)
    return []
  }
  work.opened.add(entry.id)
  if (await hasBadFilter(work, entry)) {
    fail(work, asked.recipient, said.badGroup)
    return []
  }
  const ids = await membersOf(entry, work.directory)
  const named = await work.directory.byId(ids)
  const members = ids.filter((id) => named.has(id))
  tell(
    work,
    asked.recipient,
    members.map((id) => named.get(id)?.primary ?? id),
  )
  return members.map((id) => memberOf(asked, entry, id, named.get(id)))
}

function expansionServer({ policy }: Work, { more }: DirectoryEntry): string | null {
  // `EXCH02`, `exch02.contoso.local`, or `/o=…/cn=Servers/cn=EXCH02`.
  const wanted = textIn(more, 'ExpansionServer')?.split('=').at(-1)?.split('.')[0]
  const found = policy.servers.find((one) => one.toLowerCase() === wanted?.toLowerCase())
  return found === undefined || found.toLowerCase() === policy.server.toLowerCase() ? null : found
}

async function hasBadFilter(
  { directory }: Work,
  { kind, filter, container }: DirectoryEntry,
): Promise<boolean> {
  return (
    kind === 'dynamicGroup' && (filter === null || (await directory.matching(filter, container)) === null)
  )
}

function duplicate({ happened }: Work, { address, history }: MailRecipient): void {
  const relatedRecipient = history.at(-1) ?? ''
  happened.push({ eventId: 'DUPLICATEEXPAND', source: 'ROUTING', recipients: [address], relatedRecipient })
}

function tell(work: Work, recipient: MailRecipient, members: readonly string[]): void {
  work.happened.push({
    eventId: 'EXPAND',
    source: 'ROUTING',
    recipients: members,
    recipientStatus: members.map(() => replyText(said.expanded)),
    relatedRecipient: recipient.address,
  })
  if (recipient.notify?.includes('SUCCESS'))
    work.expanded.push({ recipient, reply: said.expanded, remote: null })
}

function memberOf(
  { recipient, path }: Asked,
  entry: DirectoryEntry,
  id: string,
  member: DirectoryEntry | undefined,
): Asked {
  const { mailbox: _, ...rest } = recipient
  return {
    recipient: {
      ...rest,
      address: member?.primary ?? recipient.address,
      orcpt: recipient.orcpt ?? `rfc822;${recipient.address}`,
      notify: withoutSuccess(recipient.notify),
      history: [...recipient.history, recipient.address],
      ...reportTo(recipient, entry),
    },
    id,
    path: [...path, entry.id],
    by: 'group',
  }
}

/** The report of the expansion is the success that was asked for (RFC 3461 §5.2.7.1). */
function withoutSuccess(notify: readonly Notify[] | null): readonly Notify[] | null {
  if (!notify?.includes('SUCCESS')) return notify
  const rest = notify.filter((one) => one !== 'SUCCESS')
  return rest.length > 0 ? rest : ['NEVER']
}

/** Who is told of a member that is not reached: ReportToOriginatorEnabled, ReportToManagerEnabled, or nobody. */
function reportTo(recipient: MailRecipient, { more }: DirectoryEntry): Pick<MailRecipient, 'reportTo'> {
  if (recipient.reportTo !== undefined && recipient.reportTo !== 'originator') return {}
  if (flagIn(more, 'ReportToOriginatorEnabled', true)) return { reportTo: 'originator' }
  return { reportTo: flagIn(more, 'ReportToManagerEnabled') ? 'manager' : 'nobody' }
}
