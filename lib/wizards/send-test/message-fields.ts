import { parseSmtpAddress } from '@/lib/exchange'
import { byEach } from '../connectors/list-field'
import { byText } from '../text'
import type { Field } from '../wizard'
import type { SendTestFacts } from './send-facts'

export const toField: Field<SendTestFacts> = {
  kind: 'text',
  name: 'to',
  label: 'To',
  hint: 'Addresses with commas between them. Addresses at fabrikam.com and other neighbors answer, too.',
  parameter: 'To',
  suggest: ({ recipient }) => recipient,
  check: byEach(parseSmtpAddress, 'The recipient', 'To'),
}

export const fromField: Field<SendTestFacts> = {
  kind: 'text',
  name: 'from',
  label: 'From',
  parameter: 'From',
  suggest: ({ sender }) => sender?.address ?? '',
  check: byText(parseSmtpAddress),
}

export const textFields: readonly Field<SendTestFacts>[] = [
  { kind: 'text', name: 'subject', label: 'Subject', parameter: 'Subject', suggest: () => 'A test message' },
  { kind: 'area', name: 'body', label: 'Text', parameter: 'Body', suggest: () => 'Hello.' },
]
