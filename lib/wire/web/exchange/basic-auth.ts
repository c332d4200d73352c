import type { Site, User } from '@/lib/exchange'
import type { World } from '@/lib/network'
import { fieldValues } from '../request-target'
import type { Visit } from '../web-answer'
import { judgePassword } from './password-gate'

export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'user'; readonly user: User }

const longestName = 320
const longestPassword = 512

/** RFC 7617: what `Authorization: Basic` carries; null where it is something else. */
function readCredentials(visit: Visit): { name: string; password: string } | null {
  const [value = '', more] = fieldValues(visit.request, 'authorization')
  const [, encoded] = /^basic +([a-z0-9+/]+={0,2})$/i.exec(value) ?? []
  if (!encoded || more !== undefined || encoded.length > 2_000) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const [name, password] = [text.slice(0, colon), text.slice(colon + 1)]
  if (colon < 1 || name.length > longestName || password.length > longestPassword || /\p{Cc}/u.test(text))
    return null
  return { name, password }
}

/**
 * The account that signs in as CONTOSO\frank, frank@contoso.local, or frank; and by its address, as where the
 * Internet domain was made a UPN suffix. Display names and aliases are no logon names.
 */
async function findAccount(
  site: Site,
  description: World['description'],
  name: string,
): Promise<User | null> {
  const local = (description?.localDomain ?? '').toLowerCase()
  const [domain, logon] = name.includes('\\') ? name.split('\\', 2) : [null, name]
  if (domain !== null && ![local, local.split('.')[0]].includes(domain?.toLowerCase())) return null
  const upn = `@${local}`
  const wanted = (logon ?? '').toLowerCase()
  const account = wanted.endsWith(upn) ? wanted.slice(0, -upn.length) : wanted
  const found = await site.store.users.find(account)
  if (!found) return null
  const isIts =
    found.logonName.toLowerCase() === account ||
    (domain === null && found.mailbox?.addresses.some(({ address }) => address.toLowerCase() === account))
  return isIts ? found : null
}

/** Who asks, by name and password. The account may be deactivated: what that means differs from one door to the next. */
export async function callerOf(visit: Visit, site: Site, description: World['description']): Promise<Caller> {
  const given = readCredentials(visit)
  if (!given) return { kind: 'nobody' }
  const user = await findAccount(site, description, given.name)
  const judged = await judgePassword(user?.id ?? given.name, user?.passwordHash ?? null, given.password)
  if (judged === 'right' && user) return { kind: 'user', user }
  return { kind: judged === 'busy' ? 'busy' : 'wrong' }
}
