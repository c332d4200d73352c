import { type Directory, type DirectoryEntry, idsIn } from '../categorize/directory'
import type { FailedRecipient, Notify } from '../mail'
import type { ReportKind } from './report-kind'
import type { ReportPolicy } from './report-policy'

/** Those who are told, by their addresses, each with the recipients that they are told of. */
export type Audience = ReadonlyMap<string, readonly FailedRecipient[]>

/** RFC 3461 §4.1. Who asked for nothing is told of failures and delays. */
const asksFor: Readonly<Record<ReportKind, Notify>> = {
  failed: 'FAILURE',
  delayed: 'DELAY',
  delivered: 'SUCCESS',
  relayed: 'SUCCESS',
  expanded: 'SUCCESS',
}

/** Who gets a report: the sender, the manager of the group that a recipient came by, or nobody. */
export async function audienceOf(
  { kind, sender, recipients }: AudienceAsked,
  directory: Directory,
  policy: ReportPolicy,
): Promise<Audience> {
  const told = new Map<string, FailedRecipient[]>()
  for (const one of recipients)
    for (const address of await toldOf(kind, sender, one.recipient, directory, policy))
      if (address !== '') told.set(address, [...(told.get(address) ?? []), one])
  return told
}

export interface AudienceAsked {
  readonly kind: ReportKind
  /** Empty is the null reverse-path: nobody is told. */
  readonly sender: string
  readonly recipients: readonly FailedRecipient[]
}

async function toldOf(
  kind: ReportKind,
  sender: string,
  recipient: FailedRecipient['recipient'],
  directory: Directory,
  { journalAddresses, journalingReportNdrTo }: ReportPolicy,
): Promise<readonly string[]> {
  const { notify, reportTo, history } = recipient
  const journal = journalAddresses.has(recipient.address.toLowerCase()) && notify?.includes('NEVER')
  if (journal && kind === 'failed') return journalingReportNdrTo === null ? [] : [journalingReportNdrTo]
  const wanted = notify === null ? kind === 'failed' || kind === 'delayed' : notify.includes(asksFor[kind])
  if (!wanted || sender === '' || reportTo === 'nobody') return []
  return reportTo === 'manager' ? managersOf(history, directory) : [sender]
}

/** The managers of the nearest group on the way that has some. */
async function managersOf(history: readonly string[], directory: Directory): Promise<readonly string[]> {
  const groups = await directory.byAddress(history.map((one) => one.toLowerCase()))
  for (const address of history.toReversed()) {
    const ids = (groups.get(address.toLowerCase()) ?? []).flatMap(({ more }) => idsIn(more, 'ManagedBy'))
    const managers = await directory.byId(ids)
    const found = ids.flatMap((id) => primaryOf(managers.get(id)))
    if (found.length > 0) return found
  }
  return []
}

/**
 * Who reads for the Exchange recipient, when one of the codes is among those that are copied to it
 * (Set-TransportConfig -GenerateCopyOfDSNFor, Set-OrganizationConfig -MicrosoftExchangeRecipientReplyRecipient).
 */
export async function copiedTo(
  recipients: readonly FailedRecipient[],
  directory: Directory,
  { copiedCodes, exchangeRecipient }: ReportPolicy,
): Promise<readonly string[]> {
  const copied = recipients.some(({ reply }) => copiedCodes.includes(reply.status))
  if (!copied || exchangeRecipient === null) return []
  if (exchangeRecipient.includes('@')) return [exchangeRecipient]
  return primaryOf((await directory.byId([exchangeRecipient])).get(exchangeRecipient))
}

function primaryOf(entry: DirectoryEntry | undefined): readonly string[] {
  return entry?.primary ? [entry.primary] : []
}
