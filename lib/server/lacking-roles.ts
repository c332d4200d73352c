import { allowedCmdlets, isGoverned, lackingRole, type Site } from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import type { Runbook } from '@/lib/runbooks/runbook'
import { type Command, type ErrorRecord, errorRecord } from '@/lib/shell'

/** Commands that may give the runner a role on the way: what comes after them is judged when it runs. */
const givesRoles = /^(?:.*\\)?setup\.(?:exe|com)$|^(?:Add|Update|New)-(?:ADGroup|RoleGroup|ManagementRole)/i

function namesIn({ name, into }: Command): readonly string[] {
  return [name, ...(into ? namesIn(into) : [])]
}

/** The cmdlets of a runbook that the site's caller has no role for, each with what to do: told before it starts. */
export async function lackingRoles({ steps }: Runbook, site: Site): Promise<readonly ErrorRecord[]> {
  const names = steps.flatMap(({ command }) => namesIn(command))
  const first = names.findIndex((name) => givesRoles.test(name))
  const judged = new Set(names.slice(0, first < 0 ? names.length : first).map((name) => name.toLowerCase()))
  const wanted = [...judged].flatMap((name) => {
    const cmdlet = siteCommands.get(name)
    return cmdlet && isGoverned(cmdlet) ? [cmdlet.name] : []
  })
  if (wanted.length === 0) return []
  const { permits } = await allowedCmdlets(site, site.caller)
  const errors: ErrorRecord[] = []
  for (const name of wanted) {
    const recommendedAction = permits(name) ? null : await lackingRole(site, name)
    if (recommendedAction !== null) errors.push(notYours(name, site.caller, recommendedAction))
  }
  return errors
}

function notYours(name: string, caller: string, recommendedAction: string): ErrorRecord {
  return errorRecord('PermissionDenied', 'RoleMissing', `${caller} may not run ${name}.`, {
    target: name,
    recommendedAction,
  })
}
