import { replyText } from '../mail'
import type { Asked } from './mail-at-hand'
import { domainType } from './policy'
import { reach } from './reach'
import { notTaken, takesAutomatic } from './remote-domains'
import type { Work } from './resolve-recipients'

/** A recipient that nobody of the organization is. What its remote domain does not take ends here, and nobody is told. */
export function reachOutside(work: Work, asked: Asked, domain: string): void {
  const kind = asked.forwarded ? 'AutoForward' : work.mail.origin.automatic
  const type = domainType(work.policy, domain)
  const outside = type === null || type === 'ExternalRelay'
  if (kind && outside && !takesAutomatic(work.policy.remoteDomains, domain, kind)) {
    work.happened.push({
      eventId: 'DROP',
      source: 'ROUTING',
      recipients: [asked.recipient.address],
      recipientStatus: [replyText(notTaken[kind])],
    })
    return
  }
  reach(work, asked, { kind: 'address', type: 'SMTP', domain })
}
