import type { Transport } from '../worker'

/**
 * Of several processes one tries whether a queue's next hop answers; the others wait for what it finds out.
 * @returns whether this process may
 */
export async function beginConnecting({ pool, process }: Transport, queueId: bigint): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'begin-connecting',
    text: `update "MailQueue" set "connectingBy" = $2 where "id" = $1 and coalesce("connectingBy", $2) = $2`,
    values: [queueId, process],
  })
  return rowCount === 1
}

export async function endConnecting({ pool, process }: Transport, queueId: bigint): Promise<void> {
  await pool.query({
    name: 'end-connecting',
    text: `update "MailQueue" set "connectingBy" = null where "id" = $1 and "connectingBy" = $2`,
    values: [queueId, process],
  })
}
