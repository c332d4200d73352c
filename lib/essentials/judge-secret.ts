import type { Site } from '@/lib/exchange'
import { ok, type Result, refuse, type SecureString } from '@/lib/shell'
import {
  defaultPasswordPolicy,
  judgePassword,
  type PasswordOwner,
  type PasswordPolicy,
  passwordLevels,
} from './password-policy'
import { passwordPolicy } from './site'

export async function findPasswordPolicy(site: Site): Promise<PasswordPolicy> {
  return (await site.store.find(passwordPolicy, 'Domain'))?.properties ?? defaultPasswordPolicy
}

/**
 * Opens a password that was typed, holds it against the policy, and gives its argon2id hash. The refusal says
 * which rules are not met, never the password.
 */
export async function hashIfStrong(
  site: Site,
  secret: SecureString,
  owner: PasswordOwner,
  refusal: { errorId: string; message: string; target: string },
): Promise<Result<string>> {
  const policy = await findPasswordPolicy(site)
  const password = site.vault.open(secret)
  const unmet = judgePassword(policy, password, owner)
  if (unmet.length > 0)
    return refuse('InvalidData', refusal.errorId, `${refusal.message} ${unmet.join(' ')}`, {
      target: refusal.target,
      recommendedAction: `The password policy is ${passwordLevels[policy.level].title}. Choose another password, or change the policy under Users.`,
    })
  return ok(await site.vault.hashPassword(password))
}
