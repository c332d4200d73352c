import type { MailRecipient, SmtpReply } from '@/lib/exchange'
import { isLiveSmartHost, liveSmartHost, liveSmartHostName, mayLeaveFor } from '@/lib/network'
import type { Transport } from '../worker'
import type { Endpoint } from './next-endpoints'

const takenBack: SmtpReply = {
  code: 451,
  status: '4.4.0',
  text: 'The smart host is not confirmed any more, so that no mail leaves to it',
}
const notConfirmed: SmtpReply = {
  code: 550,
  status: '5.7.1',
  text: 'This rehearsal lets no mail leave for this recipient; Network > Real site says for whom it may',
}

/**
 * Looked up anew for each message: what an administrator takes back counts at once.
 * @returns what is said of each recipient that the message must not leave for; empty in the simulated world
 */
export async function whoMayNotLeave(
  { transport }: { readonly transport: Transport },
  { host, outside }: Endpoint,
  recipients: readonly MailRecipient[],
): Promise<ReadonlyMap<MailRecipient, SmtpReply>> {
  if (!outside) return new Map()
  const confirmed = (await transport.site().store.find(liveSmartHost, liveSmartHostName))?.properties
  if (!confirmed || !isLiveSmartHost(confirmed, host))
    return new Map(recipients.map((one) => [one, takenBack]))
  return new Map(
    recipients.filter(({ address }) => !mayLeaveFor(confirmed, address)).map((one) => [one, notConfirmed]),
  )
}
