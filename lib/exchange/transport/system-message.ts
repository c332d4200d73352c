import { define, settingsOf } from '../organization/definition'
import { textKind } from '../organization/kind'

/** A text of our own for a report: named `en\Internal\5.3.2`, `en\External\5.7.1` or `en\WarningMailbox`. */
export interface SystemMessage {
  readonly language: string
  readonly internal: boolean | null
  readonly dsnCode: string | null
  readonly quotaMessageType: string | null
  readonly text: string
}

const set = settingsOf<SystemMessage>()

export const systemMessage = define<SystemMessage>('SystemMessage', 'system message', {
  columns: ['Identity', 'Text'],
  settings: { Text: set('text', textKind) },
  show: ({ properties: { language, internal, dsnCode, quotaMessageType } }) => ({
    Language: language,
    Internal: internal,
    DsnCode: dsnCode,
    QuotaMessageType: quotaMessageType,
  }),
})

export const quotaMessageTypes = [
  'WarningMailboxUnlimitedSize',
  'WarningPublicFolderUnlimitedSize',
  'WarningMailbox',
  'WarningPublicFolder',
  'ProhibitSendMailbox',
  'ProhibitPostPublicFolder',
  'ProhibitSendReceiveMailBox',
  'WarningMailboxMessagesPerFolderCount',
  'ProhibitReceiveMailboxMessagesPerFolderCount',
  'WarningFolderHierarchyChildrenCount',
  'ProhibitReceiveFolderHierarchyChildrenCountCount',
  'WarningMailboxMessagesPerFolderUnlimitedCount',
  'WarningFolderHierarchyChildrenUnlimitedCount',
  'WarningFolderHierarchyDepth',
  'ProhibitReceiveFolderHierarchyDepth',
  'WarningFolderHierarchyDepthUnlimited',
  'WarningFoldersCount',
  'ProhibitReceiveFoldersCount',
  'WarningFoldersCountUnlimited',
] as const

/** What Exchange itself writes for a code, in English (RFC 3463 has the codes). */
export const originalTexts: Readonly<Record<string, string>> = {
  '4.3.1':
    'The message could not be delivered because the destination server does not have enough resources.',
  '4.3.2': 'The destination server is not accepting messages at the moment.',
  '4.4.1': 'The destination server did not answer.',
  '4.4.2': 'The connection was dropped while the message was being sent.',
  '4.4.7': 'The message could not be delivered before it expired.',
  '4.6.5': 'The text of the message uses a character set that is not supported.',
  '5.0.0': 'The recipient’s mail system refused the message without saying why.',
  '5.1.0': 'The address of the sender or of a recipient is not in order.',
  '5.1.1': 'The e-mail address you entered could not be found. Check it and send the message again.',
  '5.1.2': 'The domain of the recipient is not in order.',
  '5.1.3': 'The recipient address is not correctly written.',
  '5.1.4': 'More than one recipient has this address.',
  '5.1.7': 'The address of the sender is not correctly written.',
  '5.1.8': 'The address of the sender is not accepted.',
  '5.2.1': 'The mailbox of the recipient is turned off.',
  '5.2.2': 'The mailbox of the recipient is full.',
  '5.2.3': 'The message is larger than the recipient may receive.',
  '5.2.4': 'A distribution group could not be expanded.',
  '5.3.3': 'The mail system of the recipient does not have the feature that was asked for.',
  '5.3.4': 'The message is larger than the organization allows.',
  '5.3.5': 'The mail system is set up in a way that would send the message in a circle.',
  '5.4.4': 'No route to the domain of the recipient was found.',
  '5.4.6': 'The message was forwarded in a circle.',
  '5.4.8': 'The message was forwarded in a circle between servers of the organization.',
  '5.5.2': 'The servers did not understand each other.',
  '5.5.3': 'The message has more recipients than are allowed.',
  '5.6.1': 'The content of the message is not supported.',
  '5.7.1': 'You do not have permission to send to this recipient.',
  '5.7.2': 'You do not have permission to send to this distribution group.',
  '5.7.3': 'The sender was not authenticated.',
}
