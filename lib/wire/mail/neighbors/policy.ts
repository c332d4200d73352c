import type { SmtpReply } from '@/lib/exchange'
import type { NeighborSettings, Network } from '@/lib/network'

export interface Client {
  /** As the Internet sees it. */
  readonly address: string
  /** What it called itself. */
  readonly helo: string
}

const words = (text: string) => text.replace(/[^\x21-\x7e]/g, '?').slice(0, 100)

/** What a server that believes SPF says to a sender (RFC 7208 §8); null: nothing against it. */
async function spfRefusal(
  network: Pick<Network, 'spf'>,
  client: Client,
  sender: string,
): Promise<SmtpReply | null> {
  // §2.4: of the null reverse-path the name of HELO is asked.
  const domain = sender.includes('@') ? sender.slice(sender.lastIndexOf('@') + 1) : client.helo
  const { result } = await network.spf(domain, client.address, client.helo)
  if (result === 'fail') {
    const text = `SPF check failed: ${client.address} may not send mail for ${words(domain)}`
    return { code: 550, status: '5.7.1', text }
  }
  if (result === 'permerror')
    return { code: 550, status: '5.7.24', text: `SPF record of ${words(domain)} cannot be read` }
  if (result === 'temperror')
    return { code: 451, status: '4.7.24', text: `SPF record of ${words(domain)} could not be asked for` }
  return null
}

/** What a neighbor has against a client and its sender before it hears of recipients. */
export async function policyRefusal(
  network: Pick<Network, 'spf'>,
  settings: NeighborSettings,
  client: Client,
  sender: string,
): Promise<SmtpReply | null> {
  if (settings.blockedAddresses.includes(client.address)) {
    const text = `Service unavailable; client host [${client.address}] is on our block list`
    return { code: 550, status: '5.7.1', text }
  }
  return settings.refusePolicy ? spfRefusal(network, client, sender) : null
}
