import { ok, type Result, refuse, text } from '@/lib/shell'
import { quoted } from '../directory/quoted'
import { type Definition, define, settingsOf } from './definition'
import { booleanKind, listOf, oneOf, optional, textKind, timeSpanKind } from './kind'

const retentionActions = [
  'MoveToDeletedItems',
  'DeleteAndAllowRecovery',
  'PermanentlyDelete',
  'MoveToArchive',
  'MarkAsPastRetentionLimit',
] as const
type RetentionAction = (typeof retentionActions)[number]

/** How long messages of a kind or in a folder stay, and what becomes of them then (messaging records management). */
export interface RetentionPolicyTag {
  readonly type: string
  readonly ageLimit: string | null
  readonly action: RetentionAction
  readonly enabled: boolean
  readonly messageClass: string
  readonly comment: string
}

/** Tags together, as a mailbox gets them. */
export interface RetentionPolicy {
  readonly tags: readonly string[]
}

/** A folder that every mailbox has, everything that no other tag is for, or what its owner chooses. */
const folderTypes = [
  ...(['Calendar', 'Contacts', 'DeletedItems', 'Drafts', 'Inbox', 'JunkEmail', 'Journal'] as const),
  ...(['SentItems', 'Notes', 'Outbox', 'Tasks', 'All', 'ManagedCustomFolder', 'RssSubscriptions'] as const),
  ...(['SyncIssues', 'ConversationHistory', 'Personal', 'RecoverableItems'] as const),
]
export const tagType = oneOf('ElcFolderType', ...folderTypes)
const action = oneOf('RetentionActionType', ...retentionActions)

const ofTag = settingsOf<RetentionPolicyTag>()
const ofPolicy = settingsOf<RetentionPolicy>()

export const retentionPolicyTag: Definition<RetentionPolicyTag> = define<RetentionPolicyTag>(
  'RetentionPolicyTag',
  'retention tag',
  {
    columns: ['Name', 'Type', 'RetentionAction', 'AgeLimitForRetention'],
    settings: {
      AgeLimitForRetention: ofTag('ageLimit', optional(timeSpanKind)),
      RetentionAction: ofTag('action', action),
      RetentionEnabled: ofTag('enabled', booleanKind),
      MessageClass: ofTag('messageClass', textKind),
      Comment: ofTag('comment', textKind),
    },
    show: ({ properties }) => ({ Type: properties.type, Description: described(properties) }),
    check: async ({ properties }) => moved(properties),
  },
)

function described({ action: then, ageLimit, enabled }: RetentionPolicyTag): string {
  if (!enabled || ageLimit === null) return 'Messages stay.'
  return `After ${ageLimit.split('.')[0]} days: ${then}.`
}

/** Exchange's own table: only a tag for everything and a personal one move to the archive. */
function moved({ type, action: then }: RetentionPolicyTag): Result<void> {
  return then !== 'MoveToArchive' || ['All', 'Personal', 'RecoverableItems'].includes(type)
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'RetentionActionNotValidForType',
        `Messages in ${type} can't be moved to the archive by a tag of that folder.`,
        { target: 'RetentionAction', recommendedAction: 'Use a tag of the type All or Personal.' },
      )
}

export const retentionPolicy: Definition<RetentionPolicy> = define<RetentionPolicy>(
  'RetentionPolicy',
  'retention policy',
  {
    columns: ['Name', 'RetentionPolicyTagLinks'],
    settings: { RetentionPolicyTagLinks: ofPolicy('tags', listOf(text)) },
    check: async ({ properties }, { store }) => {
      const known = await store.list(retentionPolicyTag)
      const missing = properties.tags.find(
        (tag) => !known.some(({ name }) => name.toLowerCase() === tag.toLowerCase()),
      )
      return missing === undefined
        ? ok(undefined)
        : refuse(
            'ObjectNotFound',
            'ManagementObjectNotFoundException',
            `There is no retention tag ${quoted(missing)}.`,
            { target: 'RetentionPolicyTagLinks', recommendedAction: 'Make it by New-RetentionPolicyTag.' },
          )
    },
  },
)
