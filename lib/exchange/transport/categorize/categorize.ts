import type { MailRecipient, SmtpReply } from '../mail'
import type { Directory } from './directory'
import { findEntries } from './find-entries'
import { journalsFor } from './journal'
import { type Asked, atHand, type Categorized, fail, type MailToCategorize } from './mail-at-hand'
import { domainType, type Policy } from './policy'
import { resolveRecipients, type Work } from './resolve-recipients'
import { applyRules, type Ruled } from './rules/apply'
import { brokenLimit, findSender, isSystemMail } from './sender'

/**
 * Finds out whom a message is to reach: the sender's limits, transport rules, primary addresses, groups, forwards,
 * restrictions, journal. Where each of them is to go next is routing's business.
 */
export async function categorize(
  mail: MailToCategorize,
  directory: Directory,
  policy: Policy,
): Promise<Categorized> {
  const sender = await findSender(mail, directory)
  const work: Work = { ...atHand(mail, sender), directory, policy }
  const broken = brokenLimit(mail, sender, policy)
  if (broken) return failAll(work, broken)
  const asked = mail.recipients.map(bySender)
  const ruled = await rulesOn(work, asked)
  work.happened.push(...(ruled?.happened ?? []))
  work.edits.push(...(ruled?.edits ?? []))
  if (ruled?.reject) return failAll(work, { code: 550, ...ruled.reject })
  if (ruled?.drop) return dropped(work)
  if (ruled?.redirected) await redirected(work, ruled.redirected)
  await resolveRecipients(work, [...(ruled?.redirected ?? asked), ...(ruled?.added ?? [])])
  if (!passes(mail)) work.journal.push(...journalsFor(policy.journal, work))
  return work
}

/** Whether neither rules nor journal look at a message. */
const passes = (mail: MailToCategorize) => mail.again === true || isSystemMail(mail)

const bySender = (recipient: MailRecipient): Asked => ({ recipient, path: [], by: 'sender' })

function failAll(work: Work, reply: SmtpReply): Categorized {
  for (const recipient of work.mail.recipients) fail(work, recipient, reply)
  return work
}

async function rulesOn(work: Work, asked: readonly Asked[]): Promise<Ruled | null> {
  const { mail, sender, directory, policy } = work
  if (policy.rules.length === 0 || passes(mail)) return null
  const found = await findEntries(asked, directory)
  const recipients = found.map((one, at) => ({
    address: asked[at]?.recipient.address ?? '',
    entry: one.kind === 'entry' ? one.entry : null,
  }))
  const isOurs = (domain: string) => domainType(policy, domain) !== null
  return applyRules(policy.rules, { mail, sender, recipients, isOurs, directory })
}

/** A rule deletes it: nobody is told. */
function dropped(work: Work): Categorized {
  const recipients = work.mail.recipients.map(({ address }) => address)
  work.happened.push({
    eventId: 'DROP',
    source: 'AGENT',
    recipients,
    recipientStatus: recipients.map(() => '550 5.2.1 Message deleted by the transport rules agent'),
    sourceContext: 'Transport Rule Agent',
  })
  return work
}

async function redirected(work: Work, to: readonly Asked[]): Promise<void> {
  const [first] = work.mail.recipients
  const named = await work.directory.byId(to.flatMap(({ id }) => id ?? []))
  work.happened.push({
    eventId: 'REDIRECT',
    source: 'AGENT',
    recipients: to.map(({ id = '', recipient }) => named.get(id)?.primary ?? recipient.address),
    relatedRecipient: first?.address ?? '',
  })
}
