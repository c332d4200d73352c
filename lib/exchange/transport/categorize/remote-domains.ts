import { defaultRemoteDomain, remoteDomain } from '../../organization/remote-domain'
import type { More, Site } from '../../store'
import type { AutomaticKind, SmtpReply } from '../mail'
import { closeness } from '../route/address-space-match'

/** What a remote domain says of mail that nobody wrote. */
export interface RemoteDomainRules {
  /** `*`, `fabrikam.com`, `*.fabrikam.com`. */
  readonly space: string
  readonly takes: Readonly<Record<AutomaticKind, boolean>>
}

/** Set-RemoteDomain, as it counts for transport. An organization that lost its Default takes everything there. */
export async function readRemoteDomains({
  store,
}: Pick<Site, 'store'>): Promise<readonly RemoteDomainRules[]> {
  return (await store.list(remoteDomain)).map(({ name, properties }) => ({
    space: name === defaultRemoteDomain ? '*' : properties.domainName.toLowerCase(),
    takes: taken({ ...remoteDomain.defaults, ...(properties as { readonly more?: More }).more }),
  }))
}

/** AllowedOOFType: replies for people outside (External, ExternalLegacy), those for people inside, or none. */
function taken(more: More): RemoteDomainRules['takes'] {
  const replies = String(more.AllowedOOFType).toLowerCase()
  return {
    NDR: more.NDREnabled !== false,
    DR: more.DeliveryReportEnabled !== false,
    AutoReply: more.AutoReplyEnabled !== false,
    AutoForward: more.AutoForwardEnabled !== false,
    ExternalOof: replies.startsWith('external'),
    InternalOof: replies === 'internallegacy',
  }
}

/** Whether a domain of others takes such mail: its most specific remote domain says so. */
export function takesAutomatic(
  rules: readonly RemoteDomainRules[],
  domain: string,
  kind: AutomaticKind,
): boolean {
  const [closest] = rules
    .flatMap((rule) => {
      const close = closeness(rule, domain)
      return close === null ? [] : [{ rule, close }]
    })
    .toSorted((one, other) => other.close - one.close)
  return closest?.rule.takes[kind] ?? true
}

const handled = (text: string): SmtpReply => ({ code: 250, status: '2.1.5', text })

/** What the tracking log says of mail that a remote domain does not take, in Exchange's words. */
export const notTaken: Readonly<Record<AutomaticKind, SmtpReply>> = {
  NDR: handled('RESOLVER.MSGTYPE.NDR; handled NDR addressed to external recipient'),
  DR: handled('RESOLVER.MSGTYPE.DR; handled DR addressed to external recipient'),
  AutoReply: handled('RESOLVER.MSGTYPE.AR; handled AutoReply addressed to external recipient'),
  AutoForward: handled('RESOLVER.MSGTYPE.AF; handled AutoForward addressed to external recipient'),
  ExternalOof: handled('RESOLVER.OOF.SuppressExternal; external OOFs are suppressed'),
  InternalOof: handled('RESOLVER.OOF.IntToExt; handled internal OOF addressed to external recipient'),
}
