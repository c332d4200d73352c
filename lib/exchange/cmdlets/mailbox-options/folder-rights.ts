/** What somebody may do in a folder, one by one (MAPI's rights), in the order in which they are shown. */
const single = [
  ...['CreateItems', 'CreateSubfolders', 'DeleteAllItems', 'DeleteOwnedItems', 'EditAllItems'],
  ...['EditOwnedItems', 'FolderContact', 'FolderOwner', 'FolderVisible', 'ReadItems'],
]
const author = ['CreateItems', 'DeleteOwnedItems', 'EditOwnedItems', 'FolderVisible', 'ReadItems']
const editor = [...author, 'DeleteAllItems', 'EditAllItems']

/** The roles of Add-MailboxFolderPermission and the rights that each stands for. */
const roles = new Map<string, readonly string[]>([
  ['None', ['FolderVisible']],
  ['Owner', single],
  ['PublishingEditor', [...editor, 'CreateSubfolders']],
  ['Editor', editor],
  ['PublishingAuthor', [...author, 'CreateSubfolders']],
  ['Author', author],
  ['NonEditingAuthor', ['CreateItems', 'FolderVisible', 'ReadItems']],
  ['Reviewer', ['FolderVisible', 'ReadItems']],
  ['Contributor', ['CreateItems', 'FolderVisible']],
])

/** Rights of a calendar alone: when somebody is busy, and with what. */
export const calendarRights: readonly string[] = ['AvailabilityOnly', 'LimitedDetails']

export const folderRights: readonly string[] = [...single, ...roles.keys(), ...calendarRights]

/** The rights as Get-MailboxFolderPermission shows them: the role that they are together, else one by one. */
export function namedRights(given: readonly string[]): readonly string[] {
  const busy = calendarRights.filter((one) => given.includes(one))
  if (busy.length > 0) return busy
  const meant = new Set(given.flatMap((one) => roles.get(one) ?? [one]))
  const role = [...roles].find(
    ([, rights]) => rights.length === meant.size && rights.every((one) => meant.has(one)),
  )
  return role ? [role[0]] : single.filter((one) => meant.has(one))
}
