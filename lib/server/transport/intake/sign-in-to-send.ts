import { createHmac, randomBytes } from 'node:crypto'
import { exchangeServer, hasTransport, type Site } from '@/lib/exchange'
import { judgePassword, type SignedIn } from '@/lib/wire'
import type { Queryable } from '../pool'
import { isServerPassword } from './server-password'

interface Account {
  readonly id: string
  readonly passwordHash: string
  readonly enabled: boolean
}

/** As the account may be written: `frankm`, `CONTOSO\frankm`, its user principal name, an address of its mailbox. */
const find = `
  select "id", "passwordHash", "enabled" from "User"
  where "logonKey" = $1 or lower("attributes" ->> 'userPrincipalName') = $2
    or "id" = (select "userId" from "ProxyAddress" where "key" = $2)
  order by ("logonKey" = $1) desc limit 1`

const mostRemembered = 1000

/**
 * Judges those who sign in to send mail. A password that was right is remembered for as long as the account has it, as
 * a keyed hash in this process: a client that signs in for each message does not pay for argon2 each time.
 */
export function openSignIn(on: Queryable, site: () => Site) {
  const key = randomBytes(32)
  const right = new Map<string, string>()
  const digest = (password: string) => createHmac('sha256', key).update(password).digest('base64')

  const ofUser = async (userName: string, password: string): Promise<SignedIn | null> => {
    const name = userName.trim().toLowerCase()
    const logon = name.split('\\').at(-1) ?? name
    const { rows } = await on.query<Account>({ name: 'find-account', text: find, values: [logon, name] })
    const account = rows[0]
    const proof = `${account?.passwordHash} ${digest(password)}`
    if (account?.enabled && right.get(account.id) === proof) return { id: account.id, kind: 'user' }
    const judged = await judgePassword(`smtp:${logon}`, account?.passwordHash ?? null, password)
    if (judged !== 'right' || !account?.enabled) return null
    right.set(account.id, proof)
    const [oldest] = right.keys()
    if (right.size > mostRemembered && oldest !== undefined) right.delete(oldest)
    return { id: account.id, kind: 'user' }
  }

  const ofServer = async (account: string, password: string): Promise<SignedIn | null> => {
    const name = account.split('\\').at(-1)?.slice(0, -1) ?? ''
    const server = await site().store.find(exchangeServer, name)
    return server && hasTransport(server.properties) && isServerPassword(server.name, password)
      ? { id: server.name, kind: 'server' }
      : null
  }

  return (userName: string, password: string): Promise<SignedIn | null> =>
    userName.includes('\0') || userName.length > 320
      ? Promise.resolve(null)
      : userName.endsWith('$')
        ? ofServer(userName, password)
        : ofUser(userName, password)
}
