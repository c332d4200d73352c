import type { Site, User } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { isSame } from './ad-groups'

/** By logon name only: an alias that somebody else has must never lead to the wrong account. */
export async function requireUser(site: Site, name: string, target = 'Name'): Promise<Result<User>> {
  const wanted = name.split('\\').at(-1)?.trim() ?? ''
  const user = await site.store.users.find(wanted)
  return user && (isSame(user.logonName, wanted) || user.id === wanted)
    ? ok(user)
    : refuse('ObjectNotFound', 'UserNotExist', `There is no user account "${name}".`, { target })
}

export function primaryAddress({ mailbox }: Pick<User, 'mailbox'>): string | null {
  return mailbox?.addresses.find(({ primary }) => primary)?.address ?? null
}

export function notYourself(
  { logonName }: User,
  site: Site,
  doing: string,
  target = 'Name',
): Result<never> | null {
  return isSame(logonName, site.caller)
    ? refuse('InvalidOperation', 'AccessDenied', `You cannot ${doing} the account that you work with.`, {
        target,
      })
    : null
}
