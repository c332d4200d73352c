import { ok, type Result, refuse } from '@/lib/shell'
import { type MailboxUser, requireMailbox } from '../../cmdlets/mailbox/require-mailbox'
import { defaultAcceptedDomain } from '../../organization/accepted-domain'
import type { Site } from '../../store'
import { readTransportSettings } from '../receive'
import { requireTransportServer } from '../transport-servers'
import type { Stage } from './scenario'

/** The stage, with who writes and at which server. */
export interface SetStage extends Stage {
  readonly server: string
  readonly userId: string
}

/** Reads what a scenario needs. Without a sender the first user with a mailbox writes. */
export async function setStage(
  site: Site,
  code: string,
  identity: string | undefined,
): Promise<Result<SetStage>> {
  const server = await requireTransportServer(site)
  if (!server.ok) return server
  const domain = await defaultAcceptedDomain(site)
  if (!domain)
    return refuse('ObjectNotFound', 'NoAcceptedDomain', 'The site takes mail for no domain yet.', {
      recommendedAction: 'Integrate your Exchange Server first, or add one: New-AcceptedDomain.',
    })
  const user = await writer(site, identity)
  if (!user.ok) return user
  const { version, organization } = await readTransportSettings(site, server.value.name)
  const number = (value: unknown) => (typeof value === 'number' ? value : null)
  return ok({
    code,
    server: server.value.name,
    version,
    domain: domain.properties.domainName.replace(/^\*\./, ''),
    sender: primaryOf(user.value),
    userId: user.value.id,
    maxSendSize: number(organization.MaxSendSize),
    maxRecipients: number(organization.MaxRecipientEnvelopeLimit),
  })
}

async function writer(site: Site, identity: string | undefined): Promise<Result<MailboxUser>> {
  if (identity !== undefined) return requireMailbox(site, identity, 'Sender')
  for await (const user of site.store.users.each({ withMailbox: true }))
    return requireMailbox(site, user.id, 'Sender')
  return refuse('ObjectNotFound', 'NoMailbox', 'Nobody at the site has a mailbox yet.', {
    target: 'Sender',
    recommendedAction: 'Add a user account with a mailbox first.',
  })
}

function primaryOf({ mailbox: { addresses } }: MailboxUser): string {
  return (addresses.find(({ primary }) => primary) ?? addresses[0])?.address ?? ''
}
