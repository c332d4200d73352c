import { text } from '@/lib/shell'
import { listOf, oneOf, optional } from '../../organization/kind'
import type { More } from '../../store'
import { countKind, kinds, rows } from '../../transport/setting-table'
import { mailboxSettings } from './mailbox-settings'

const automation = oneOf('CalendarProcessingFlags', 'None', 'AutoUpdate', 'AutoAccept')
const on = [
  ...['AllowRecurringMeetings', 'EnforceSchedulingHorizon', 'ForwardRequestsToDelegates'],
  ...['DeleteAttachments', 'DeleteComments', 'RemovePrivateProperty', 'DeleteSubject'],
  ...['AddOrganizerToSubject', 'DeleteNonCalendarItems', 'TentativePendingApproval'],
  ...['EnableResponseDetails', 'OrganizerInfo', 'AllBookInPolicy', 'RemoveOldMeetingMessages'],
  'AddNewRequestsTentatively',
]
const off = [
  ...['AllowConflicts', 'ScheduleOnlyDuringWorkHours', 'AllRequestOutOfPolicy', 'AllRequestInPolicy'],
  ...['AddAdditionalResponse', 'ProcessExternalMeetingMessages', 'RemoveForwardedMeetingNotifications'],
]
const all = (names: readonly string[], value: boolean) =>
  Object.fromEntries(names.map((name) => [name, value]))

/** What Exchange does with requests for a meeting: how a room or a device is booked. */
export const calendarProcessingCmdlets = mailboxSettings({
  noun: 'CalendarProcessing',
  area: 'calendar',
  table: [
    rows(optional(automation), { AutomateProcessing: 'AutoUpdate' }),
    rows(optional(kinds.boolean), { ...all(on, true), ...all(off, false) }),
    rows(optional(countKind(0, 1080)), { BookingWindowInDays: 180 }),
    // In minutes; 0 is without an end.
    rows(optional(countKind(0, 2_147_483_647)), {
      MaximumDurationInMinutes: 1440,
      MaximumConflictInstances: 0,
    }),
    rows(optional(countKind(0, 100)), { ConflictPercentageAllowed: 0 }),
    rows(optional(listOf(text)), {
      ResourceDelegates: [],
      BookInPolicy: [],
      RequestInPolicy: [],
      RequestOutOfPolicy: [],
    }),
    rows(kinds.text, { AdditionalResponse: null }),
  ],
  // From 2013 on New-Mailbox -Room makes one that accepts by itself.
  initially: ({ attributes }, version): More =>
    version !== '2010' && /^(Room|Equipment)Mailbox$/.test(attributes.type ?? '')
      ? { AutomateProcessing: 'AutoAccept' }
      : {},
  synopses: {
    get: 'Shows how a mailbox answers requests for meetings.',
    set: 'Sets how a mailbox answers requests for meetings: how a room is booked.',
  },
})
