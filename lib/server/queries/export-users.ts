import { writeQuota } from '@/lib/exchange'
import { csvLine } from '@/lib/wizards/import-users'
import { db } from '../db'

const batch = 1000
const headings = [
  'First name',
  'Last name',
  'Logon name',
  'Display name',
  'Email address',
  'Alias',
  'Access level',
  'Status',
  'Quota',
  'Mailbox size',
]

/** The users in the order of their names, a thousand rows at a time; never all of them in memory. */
export function exportUsers(): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: { nameKey: string; id: string } | null = null
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${csvLine(headings)}`)),
    async pull(controller) {
      const rows: Awaited<ReturnType<typeof nextUsers>> = await nextUsers(after)
      const last = rows.at(-1)
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(userLine).join('')))
      if (!last || rows.length < batch) controller.close()
      else after = { nameKey: last.nameKey, id: last.id }
    },
  })
}

function nextUsers(after: { nameKey: string; id: string } | null) {
  const beyond = after && {
    OR: [{ nameKey: { gt: after.nameKey } }, { nameKey: after.nameKey, id: { gt: after.id } }],
  }
  return db.user.findMany({ where: beyond ?? {}, orderBy: [{ nameKey: 'asc' }, { id: 'asc' }], take: batch })
}

function userLine(user: Awaited<ReturnType<typeof nextUsers>>[number]): string {
  const quota = user.prohibitSendQuota === null ? null : Number(user.prohibitSendQuota)
  return csvLine([
    user.firstName,
    user.lastName,
    user.logonName,
    user.name,
    user.primaryAddress ?? '',
    user.alias ?? '',
    user.accessLevel === 'User' ? 'User' : 'Administrator',
    user.enabled ? 'Active' : 'Deactivated',
    user.alias === null ? '' : user.useDatabaseQuotaDefaults ? '' : writeQuota(quota),
    user.mailboxBytes < 0n ? '' : String(user.mailboxBytes),
  ])
}
