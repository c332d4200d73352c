import type { Command, Outcome, Result } from '@/lib/shell'

/** The undo of a noun whose Set- says -Server where others say -Identity. */
export function toServer(result: Result<Outcome>): Result<Outcome> {
  if (!result.ok || !result.value.undo) return result
  return { ok: true, value: { ...result.value, undo: result.value.undo.map(renamed) } }
}

function renamed(one: Command): Command {
  const { Identity, ...rest } = one.arguments
  return Identity === undefined ? one : { ...one, arguments: { Server: Identity, ...rest } }
}
