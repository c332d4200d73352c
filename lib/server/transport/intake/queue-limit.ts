/** Bytes of mail that the queues of a server may hold: QUEUE_LIMIT_MB, by default 20 GB. */
export function queueLimit(): number {
  const set = Number(process.env.QUEUE_LIMIT_MB)
  return (Number.isFinite(set) && set > 0 ? set : 20_480) * 1024 ** 2
}
