import type { Site } from '@/lib/exchange'
import { boolean, cmdlet, command, enumeration, ok } from '@/lib/shell'
import { findPasswordPolicy } from '../judge-secret'
import { type PasswordPolicy, passwordLevels } from '../password-policy'
import { passwordPolicy } from '../site'

function shown(policy: PasswordPolicy): object {
  return {
    Level: policy.level,
    Description: passwordLevels[policy.level].description,
    PasswordsNeverExpire: policy.neverExpires,
    MaximumPasswordAge: `${policy.maximumAgeDays}.00:00:00`,
  }
}

const getPasswordPolicy = cmdlet<Site>()({
  name: 'Get-WssPasswordPolicy',
  synopsis: 'Shows the password policy of the domain.',
  reads: true,
  parameters: {},
  run: async (_, site) => ok({ output: [shown(await findPasswordPolicy(site))] }),
})

/** Our own command: the original has its slider only. It counts for passwords that are set from now on. */
const setPasswordPolicy = cmdlet<Site>()({
  name: 'Set-WssPasswordPolicy',
  synopsis: 'Sets how strong passwords have to be, and whether they expire after 180 days.',
  parameters: {
    Level: { ...enumeration('PasswordLevel', 'Weak', 'Medium', 'MediumStrong', 'Strong'), position: 1 },
    PasswordsNeverExpire: boolean,
  },
  run: async ({ Level, PasswordsNeverExpire }, site) => {
    const before = await findPasswordPolicy(site)
    const after: PasswordPolicy = {
      ...before,
      level: Level ?? before.level,
      neverExpires: PasswordsNeverExpire ?? before.neverExpires,
    }
    const kept = await site.store.find(passwordPolicy, 'Domain')
    const written = kept
      ? await site.store.update(passwordPolicy, kept, after)
      : await site.store.insert(passwordPolicy, 'Domain', after)
    if (!written.ok) return written
    const back = { Level: before.level, PasswordsNeverExpire: before.neverExpires }
    return ok({ output: [shown(after)], undo: [command('Set-WssPasswordPolicy', back)] })
  },
})

export const passwordPolicyCmdlets = [getPasswordPolicy, setPasswordPolicy]
