import { isGoverned, lackingRole, type Site } from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import { type Command, type ErrorRecord, invoke, type Outcome, type Result } from '@/lib/shell'

/**
 * Binds and runs a command on the site. Exchange calls a cmdlet that nobody gave to the caller "not recognized",
 * as the real one does; what is to be done about it is told beside.
 */
export async function runCommand(command: Command, site: Site): Promise<Result<Outcome>> {
  const result = await invoke(siteCommands, command, site)
  return result.ok ? result : { ok: false, error: await withRole(result.error, site) }
}

/** An error that a cmdlet is not recognized, with what to do where it is for want of a role; any other as it is. */
export async function withRole(error: ErrorRecord, site: Site): Promise<ErrorRecord> {
  const { errorId, target = '' } = error
  const cmdlet = siteCommands.get(target.toLowerCase())
  if (errorId !== 'CommandNotFoundException' || !cmdlet || !isGoverned(cmdlet)) return error
  const recommendedAction = await lackingRole(site, cmdlet.name)
  return recommendedAction === null ? error : { ...error, recommendedAction }
}
