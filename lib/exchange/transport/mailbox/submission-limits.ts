import { ok, type Result, refuse } from '@/lib/shell'
import type { MailboxUser } from '../../cmdlets/mailbox/require-mailbox'
import {
  databaseQuotaDefaults,
  effectiveQuotas,
  printShortSize,
  storageLimitStatus,
} from '../../directory/quota'
import type { MailboxQuotas, Site } from '../../store'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { countIn, sizeIn } from '../categorize/directory'
import { readTransportSettings } from '../receive/transport-settings'

/** What somebody may send; null is unlimited. */
export interface SubmissionLimits {
  readonly quotas: Omit<MailboxQuotas, 'useDatabaseQuotaDefaults'>
  /** Bytes of a message, MaxSendSize of the mailbox or of the organization. */
  readonly maxSendSize: number | null
  readonly maxRecipients: number | null
}

/** The limits of a mailbox: its own before the database's and the organization's. */
export async function readSubmissionLimits(
  { store }: Pick<Site, 'store'>,
  { mailbox, attributes }: MailboxUser,
): Promise<SubmissionLimits> {
  const database = await store.find(mailboxDatabase, mailbox.database)
  const { organization } = await readTransportSettings({ store }, database?.properties.server ?? '')
  const own = attributes.mailbox ?? {}
  const general = (name: string) => {
    const value = organization[name]
    return typeof value === 'number' ? value : null
  }
  return {
    quotas: effectiveQuotas(mailbox, database?.properties ?? databaseQuotaDefaults),
    maxSendSize: sizeIn(own, 'MaxSendSize') ?? general('MaxSendSize'),
    maxRecipients: countIn(own, 'RecipientLimits') ?? general('MaxRecipientEnvelopeLimit'),
  }
}

/**
 * Whether a mailbox may send a message of so many bytes to so many recipients.
 * Errors: NoRecipients (target To), MailboxQuotaExceeded, MessageTooLarge, TooManyRecipients.
 */
export function checkSubmission(
  { quotas, maxSendSize, maxRecipients }: SubmissionLimits,
  { bytes }: Pick<MailboxUser['mailbox'], 'bytes'>,
  { size, recipients }: { readonly size: number; readonly recipients: number },
): Result<void> {
  if (recipients === 0)
    return refuse('InvalidArgument', 'NoRecipients', 'The message is for nobody.', {
      target: 'To',
      recommendedAction: 'Name somebody to send it to.',
    })
  const status = storageLimitStatus(bytes, quotas)
  if (status === 'ProhibitSend' || status === 'MailboxDisabled')
    return refuse(
      'InvalidOperation',
      'MailboxQuotaExceeded',
      `The mailbox is full: it holds ${printShortSize(bytes)}, and from ${printShortSize(quotas.prohibitSendQuota ?? 0)} on it cannot send.`,
      {
        target: 'Identity',
        recommendedAction: 'Delete what is not needed and empty Deleted Items, or ask for a larger quota.',
      },
    )
  if (maxSendSize !== null && size > maxSendSize)
    return refuse(
      'InvalidOperation',
      'MessageTooLarge',
      `The message is ${printShortSize(size)} large. This mailbox can send up to ${printShortSize(maxSendSize)}.`,
      { target: 'Attachments', recommendedAction: 'Send fewer or smaller attachments.' },
    )
  if (maxRecipients !== null && recipients > maxRecipients)
    return refuse(
      'InvalidOperation',
      'TooManyRecipients',
      `The message has ${recipients} recipients. This mailbox can send to ${maxRecipients} at once.`,
      { target: 'To', recommendedAction: 'Send it to a distribution group, or in several messages.' },
    )
  return ok(undefined)
}

/** Whether a mailbox may keep one more draft. Error: MailboxQuotaExceeded. */
export function checkDraft(
  { quotas }: Pick<SubmissionLimits, 'quotas'>,
  { bytes }: Pick<MailboxUser['mailbox'], 'bytes'>,
): Result<void> {
  return storageLimitStatus(bytes, quotas) === 'MailboxDisabled'
    ? refuse(
        'InvalidOperation',
        'MailboxQuotaExceeded',
        `The mailbox is full: it holds ${printShortSize(bytes)}, and nothing more can be kept in it.`,
        {
          recommendedAction: 'Delete what is not needed and empty Deleted Items, or ask for a larger quota.',
        },
      )
    : ok(undefined)
}
