/** The folders of a mailbox, in the order in which they are shown. */
export const mailboxFolders = [
  'Inbox',
  'Drafts',
  'Sent Items',
  'Deleted Items',
  'Junk E-mail',
  'Outbox',
] as const

export type MailboxFolder = (typeof mailboxFolders)[number]

export function findFolder(name: string): MailboxFolder | null {
  return mailboxFolders.find((folder) => folder.toLowerCase() === name.trim().toLowerCase()) ?? null
}
