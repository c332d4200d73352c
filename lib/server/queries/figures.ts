import type { Figures } from '@/lib/essentials'
import { db } from '../db'

/** The numbers behind the alerts and Quick status, in one query. */
export async function siteFigures(): Promise<Required<Figures>> {
  const [row] = await db.$queryRaw<{ users: bigint; full: bigint; nearly: bigint }[]>`
    select (select count(*) from (select 1 from "User" limit 10000) as counted) as "users",
      (select count(*) from "User" where "mailboxBytes" > 0 and "prohibitSendQuota" <= "mailboxBytes") as "full",
      (select count(*) from "User" where "mailboxBytes" > 0 and "issueWarningQuota" <= "mailboxBytes"
        and ("prohibitSendQuota" is null or "prohibitSendQuota" > "mailboxBytes")) as "nearly"`
  return {
    users: Number(row?.users ?? 0),
    mailboxesFull: Number(row?.full ?? 0),
    mailboxesNearlyFull: Number(row?.nearly ?? 0),
  }
}
