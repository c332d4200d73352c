import {
  findDescription,
  memberServer,
  type ServerRole,
  type SiteDescription,
  server,
} from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { router, routerName } from '@/lib/network'
import { ok, type Result, refuse } from '@/lib/shell'
import type { WizardId } from '@/lib/wizards'
import { db } from './db'
import { callerOf } from './execute'
import { certificateFacts } from './facts/certificates'
import {
  receiveConnectorFacts,
  removeConnectorFacts,
  sendConnectorFacts,
  smartHostFacts,
} from './facts/connectors'
import { integrateFacts } from './facts/integrate'
import { serviceFacts } from './facts/named-service-facts'
import { neighborFacts, writingNeighborFacts } from './facts/neighbors'
import { forwardFacts, liveFacts, proxyFacts, recordFacts, routerSettingsFacts } from './facts/network'
import { messageFacts, queueFacts } from './facts/queues'
import { sendTestFacts } from './facts/send-test'
import { addUserFacts, policyOf, userFacts } from './facts/users'
import type { Person } from './session'
import { openSite } from './site'

interface Asked {
  readonly site: Site
  readonly description: SiteDescription | null
  /** What the wizard is for: a user's id, a server's role, a record's id. Empty where it is for nothing special. */
  readonly subject: string
}

type Facts = (asked: Asked) => Promise<unknown>

const described = (facts: (asked: Asked & { description: SiteDescription }) => Promise<unknown>): Facts => {
  return async (asked) => (asked.description ? facts({ ...asked, description: asked.description }) : null)
}
const ofUser: Facts = ({ site, subject }) => userFacts(site, subject)
const ofSite = described(async ({ description, site }) => ({ description, caller: site.caller }))

const ofCertificate = described(async ({ site, description, subject }) =>
  subject === '' ? null : certificateFacts(site, description, subject),
)
/** For the request that is named, or the newest. */
const ofRequest = described(({ site, description, subject }) =>
  certificateFacts(site, description, subject || 'pending'),
)
const ofQueue: Facts = ({ site, subject }) => queueFacts(site, subject)
const ofMessage: Facts = ({ site, subject }) => messageFacts(site, subject)
const ofNewCertificate = described(({ site, description }) => certificateFacts(site, description, ''))

const ofDescription: Facts = async ({ site, description }) => ({
  description,
  reserved:
    (await site.store.find(router, routerName))?.properties.reservations.map(({ address }) => address) ?? [],
  joined: memberServer(await site.store.list(server))?.properties.joined ?? false,
})

const facts: Readonly<Record<WizardId, Facts>> = {
  'add-user': ({ site }) => addUserFacts(site),
  'edit-user': ofUser,
  'change-password': ofUser,
  'deactivate-user': ofUser,
  'activate-user': ofUser,
  'remove-user': ofUser,
  'create-mailbox': ofUser,
  'password-policy': ({ site }) => policyOf(site),
  integrate: described(({ site }) => integrateFacts(site)),
  'disable-integration': async ({ site }) => ({
    mailboxes: await site.store.users.count({ withMailbox: true }),
  }),
  'describe-site': ofDescription,
  'mail-names': ofDescription,
  'join-server': ofSite,
  'install-exchange': ofSite,
  'set-address': described(async ({ site, description, subject }) => {
    const role: ServerRole = subject === 'essentials' ? 'essentials' : 'exchange'
    return { description, role, caller: site.caller }
  }),
  'start-service': ({ site, subject }) => serviceFacts(site, subject),
  'restart-service': ({ site, subject }) => serviceFacts(site, subject),
  'provider-record': described(({ site, description, subject }) => recordFacts(site, description, subject)),
  'router-forward': described(({ site, description, subject }) => forwardFacts(site, description, subject)),
  'router-settings': described(({ site, description }) => routerSettingsFacts(site, description)),
  'configure-proxy': described(({ description }) => proxyFacts(description)),
  'empty-neighbor-mailbox': ({ site, subject }) => neighborFacts(site, subject),
  'neighbor-message': ({ site, subject }) => writingNeighborFacts(site, subject),
  'neighbor-settings': ({ site, subject }) => neighborFacts(site, subject),
  'confirm-smart-host': ({ site }) => smartHostFacts(site),
  'keep-mail-inside': ({ site }) => smartHostFacts(site),
  'confirm-live': described(({ site, description }) => liveFacts(site, description)),
  'request-certificate': ofNewCertificate,
  'submit-request': ofRequest,
  'complete-request': ofRequest,
  'import-certificate': ofNewCertificate,
  'self-signed-certificate': ofNewCertificate,
  'remote-certificate': ofNewCertificate,
  'export-certificate': ofCertificate,
  'assign-services': ofCertificate,
  'renew-certificate': ofCertificate,
  'remove-certificate': ofCertificate,
  'mailbox-message': ({ site }) => sendTestFacts(site),
  'smtp-message': ({ site }) => sendTestFacts(site),
  'retry-queue': ofQueue,
  'resubmit-queue': ofQueue,
  'suspend-queue': ofQueue,
  'resume-queue': ofQueue,
  'remove-messages': ofQueue,
  'suspend-message': ofMessage,
  'resume-message': ofMessage,
  'remove-message': ofMessage,
  'send-connector': ({ site, subject }) => sendConnectorFacts(site, subject),
  'receive-connector': ({ site, subject }) => receiveConnectorFacts(site, subject),
  'remove-connector': ({ site, subject }) => removeConnectorFacts(site, subject),
  'advance-clock': async ({ site }) => ({
    now: `${site.clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  }),
}

/** What a wizard is told of the site; refused when what it is for is gone. */
export async function wizardFacts(id: WizardId, subject: string, person: Person): Promise<Result<unknown>> {
  const { site } = await openSite(db, callerOf(person.email))
  // PostgreSQL's text holds no NUL: nothing has such an id.
  const found = subject.includes('\0')
    ? null
    : await facts[id]({ site, description: await findDescription(site), subject })
  return found === null
    ? refuse('ObjectNotFound', 'SubjectNotFound', 'What this was about is not there any more.', {
        recommendedAction: 'Go back, and look at the list again.',
      })
    : ok(found)
}
