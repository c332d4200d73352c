import type { QueuedMessage } from '@/lib/exchange'
import type { Db } from '../../db'
import { keysOf } from '../categorizer/message-changes'
import { onPrisma } from '../on-prisma'
import type { Reporting } from '../reports/send-report'
import { wakeOn } from './queue-changes'
import { removeMail } from './remove-mail'

/** At once where nobody has a message in hand; else when it is put back (PendingRemove, pending-removal.ts). */
export async function removeMessages(
  db: Db,
  reporting: Reporting,
  messages: readonly QueuedMessage[],
  withNdr: boolean,
): Promise<void> {
  const rows = await db.$queryRaw<{ id: bigint; claimed: boolean }[]>`
    select "id", "claimedBy" is not null as "claimed" from "MailDelivery"
    where "id" = any(${keysOf(messages)}::bigint[])
    order by "id" for update`
  const keys = (claimed: boolean) => rows.filter((row) => row.claimed === claimed).map(({ id }) => String(id))
  await pend(db, keys(true), withNdr)
  await removeMail(onPrisma(db), reporting, keys(false), withNdr)
  await wakeOn(db)
}

/** Without a report: as if the sender had asked for none (NOTIFY=NEVER, RFC 3461 §4.1). */
async function pend(db: Db, keys: readonly string[], withNdr: boolean): Promise<void> {
  await db.$executeRaw`
    update "MailDelivery" set "state" = 'PendingRemove', "recipients" = case when ${withNdr} then "recipients" else (
      select coalesce(jsonb_agg(one || '{"notify": ["NEVER"]}'), '[]') from jsonb_array_elements("recipients") as one
    ) end
    where "id" = any(${keys}::bigint[])`
}
