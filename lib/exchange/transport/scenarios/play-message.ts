import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Site } from '../../store'
import { originInside, replyText, type SubmittedMail } from '../mail'
import { submittingDatabases } from '../mailbox/submission-servers'
import { replyOfRefusal } from '../receive'
import type { Played } from './play'
import type { MessageScenario } from './scenario'
import type { SetStage } from './stage'

/** Hands the message of a scenario to the transport, as the store driver does with what somebody sends. */
export async function playMessage(
  site: Site,
  scenario: MessageScenario,
  stage: SetStage,
): Promise<Result<Played>> {
  const recipients = scenario.recipients(stage)
  if (recipients === null)
    return refuse(
      'InvalidOperation',
      'ScenarioNotPossible',
      scenario.without ?? 'The site cannot bring this code.',
      {
        target: 'StatusCode',
        recommendedAction: 'Choose another code.',
      },
    )
  const messageId = `<${randomUUID()}@${stage.domain}>`
  const home = (await submittingDatabases(site)).find(({ server }) => server === stage.server)
  const submitted = await site.mail.submit(
    mailOf(scenario, stage, recipients, messageId, home?.address ?? ''),
  )
  const played = { sender: scenario.from ?? stage.sender, recipient: recipients[0] ?? '', transcript: [] }
  if (submitted.ok) return ok({ ...played, messageId: submitted.value.messageId, reply: null })
  const reply = replyOfRefusal(submitted.error)
  return reply && scenario.shows === 'in the SMTP session'
    ? ok({ ...played, messageId: null, reply: replyText(reply) })
    : submitted
}

function mailOf(
  scenario: MessageScenario,
  stage: SetStage,
  recipients: readonly string[],
  messageId: string,
  /** Of the mailbox server; empty where it is not known. */
  address: string,
): SubmittedMail {
  const { server, userId } = stage
  const { smtputf8 = false, from = stage.sender } = scenario
  return {
    server,
    sender: from,
    recipients: recipients.map((address) => ({ address, orcpt: null, notify: null, history: [] })),
    content: contentOf(scenario, { ...stage, sender: from }, recipients, messageId),
    origin: {
      ...originInside,
      clientName: server,
      clientIp: address,
      serverIp: address,
      authenticatedAs: userId,
      smtputf8,
    },
  }
}

const plainText = (does: string) => [
  'Content-Type: text/plain; charset=us-ascii',
  '',
  does.replaceAll('’', "'"),
]

function contentOf(
  { does, hops = 0, size, body = plainText(does) }: MessageScenario,
  stage: SetStage,
  [first = '', ...others]: readonly string[],
  messageId: string,
): Uint8Array {
  const trace = Array.from(
    { length: hops },
    (_, at) => `Received: from hop${at}.example by hop${at + 1}.example; Sun, 22 Nov 2026 09:41:02 +0000`,
  )
  const lines = [
    ...trace,
    `Message-ID: ${messageId}`,
    `From: <${stage.sender}>`,
    `To: ${others.length === 0 ? `<${first}>` : 'undisclosed-recipients:;'}`,
    'Subject: Test of a non-delivery code',
    'MIME-Version: 1.0',
    ...body,
    '',
  ]
  const padding = Math.ceil((size?.(stage) ?? 0) / 78)
  return Buffer.from(`${lines.join('\r\n')}${`${'x'.repeat(76)}\r\n`.repeat(padding)}`)
}
