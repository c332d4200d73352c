import type { CommandLog } from '@/lib/exchange'
import type { Db } from './db'

/** The activity log, as commands see it. */
export function commandLog(db: Db): CommandLog {
  return {
    async list({ names, callers, from, to, succeeded, limit }) {
      const among = (words: readonly string[]) => ({ in: [...words], mode: 'insensitive' as const })
      const rows = await db.activity.findMany({
        where: {
          ...(names ? { name: among(names) } : {}),
          ...(callers ? { actor: among(callers) } : {}),
          ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) } } : {}),
          ...(succeeded === undefined ? {} : { succeeded }),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(({ at, actor, name, command, succeeded: done, error }) => ({
        at,
        caller: actor,
        name,
        line: command,
        succeeded: done,
        error: (error as { message?: string } | null)?.message ?? null,
      }))
    },
  }
}
