import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../../store'
import { availabilityGroupCmdlets } from './availability-group'
import { copyStateCmdlets } from './copy-state'
import { getCopyStatus } from './copy-status'
import { databaseCopyCmdlets } from './database-copy'
import { groupActivationCmdlets } from './group-activation'
import { groupMemberCmdlets } from './group-member'
import { groupNetworkCmdlets } from './group-network'
import { moveActiveDatabase } from './move-database'

export const availabilityCmdlets: readonly Cmdlet<Site>[] = [
  ...availabilityGroupCmdlets,
  ...groupMemberCmdlets,
  ...groupActivationCmdlets,
  ...groupNetworkCmdlets,
  ...databaseCopyCmdlets,
  ...copyStateCmdlets,
  getCopyStatus,
  moveActiveDatabase,
]
