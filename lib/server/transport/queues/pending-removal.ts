import { transact } from '../pool'
import type { Worker } from '../worker'
import { removeMail } from './remove-mail'

const batchSize = 100

/** Removes what an administrator wanted removed while a process had it in hand, once it is put back. */
export const pendingRemoval: Worker = {
  name: 'removal',
  unhurried: true,
  work: (transport) =>
    transact(transport.pool, async (on) => {
      const { rows } = await on.query<{ id: bigint }>({
        name: 'pending-removal',
        text: putBack,
        values: [batchSize],
      })
      await removeMail(
        on,
        transport,
        rows.map(({ id }) => String(id)),
        true,
      )
      return rows.length === batchSize || null
    }),
}

const putBack = `
  select "id" from "MailDelivery"
  where "state" = 'PendingRemove' and "claimedBy" is null
  order by "id" limit $1
  for update skip locked`
