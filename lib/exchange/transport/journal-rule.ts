import { parsed } from '@/lib/shell'
import { parseSmtpAddress } from '../directory/address'
import { define, settingsOf } from '../organization/definition'
import { oneOf, optional, plain, textKind } from '../organization/kind'

/** Reports of messages to or from a recipient, or of all, go to the journal mailbox. */
export interface JournalRule {
  readonly state: 'Enabled' | 'Disabled'
  /** Null: everybody's messages. */
  readonly recipient: string | null
  readonly journalEmailAddress: string
  readonly scope: 'Global' | 'Internal' | 'External'
}

const set = settingsOf<JournalRule>()

export const journalRule = define<JournalRule>('JournalRule', 'journal rule', {
  columns: ['Name', 'Recipient', 'JournalEmailAddress', 'Scope', 'Enabled'],
  settings: {
    JournalEmailAddress: set('journalEmailAddress', textKind),
    Recipient: set('recipient', optional(plain(parsed('SmtpAddress', parseSmtpAddress)))),
    Scope: set('scope', oneOf('JournalRuleScope', 'Global', 'Internal', 'External')),
  },
  show: ({ properties: { state } }) => ({ Enabled: state === 'Enabled' }),
})
