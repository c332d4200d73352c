import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../../store'
import { adPermissionCmdlets } from './ad-permission'
import { addressListCmdlets } from './address-lists'
import { getAutoReply } from './auto-reply'
import { contactCmdlets } from './contacts'
import { distributionGroupCmdlets } from './distribution-groups'
import { dynamicGroupCmdlets } from './dynamic-groups'
import { getRecipientCmdlets } from './get-recipients'
import { groupMemberCmdlets } from './group-members'
import { mailUserCmdlets } from './mail-users'
import { addMailboxPermission, getMailboxPermission, removeMailboxPermission } from './mailbox-permission'
import { moveRequestCmdlets } from './move-requests'
import { offlineAddressBookCmdlets } from './offline-address-books'
import { organizationalUnitCmdlets } from './organizational-unit'
import { pstRequestCmdlets } from './pst-requests'
import { setPersonCmdlets } from './set-person'
import { storeMailboxCmdlets } from './store-mailboxes'

export const recipientCmdlets: readonly Cmdlet<Site>[] = [
  ...getRecipientCmdlets,
  ...setPersonCmdlets,
  getAutoReply,
  addMailboxPermission,
  removeMailboxPermission,
  getMailboxPermission,
  ...adPermissionCmdlets,
  ...distributionGroupCmdlets,
  ...groupMemberCmdlets,
  ...dynamicGroupCmdlets,
  ...contactCmdlets,
  ...mailUserCmdlets,
  ...addressListCmdlets,
  ...offlineAddressBookCmdlets,
  ...moveRequestCmdlets,
  ...pstRequestCmdlets,
  ...storeMailboxCmdlets,
  ...organizationalUnitCmdlets,
]
