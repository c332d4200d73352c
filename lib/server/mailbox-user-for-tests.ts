import { randomUUID } from 'node:crypto'
import {
  databaseQuotaDefaults,
  firstDatabase,
  type MailboxUser,
  mailboxDatabase,
  newMailboxDatabase,
  type Site,
} from '@/lib/exchange'

/** A user with a mailbox, `FrankM@contoso.com`, whose password is `password`; the database is made when it is not there. */
export async function addMailboxUser(
  { store, vault }: Site,
  logonName: string,
  name: string,
  { bytes = 0, password = 'a password' }: { readonly bytes?: number; readonly password?: string } = {},
): Promise<MailboxUser> {
  if (!(await store.find(mailboxDatabase, firstDatabase)))
    await store.insert(mailboxDatabase, firstDatabase, newMailboxDatabase('EXCH01'))
  const [firstName = '', lastName = ''] = name.split(' ')
  const added = await store.users.insert({
    ...{ name, firstName, lastName, logonName },
    ...{ accessLevel: 'User', enabled: true, vpn: false, remoteWebAccess: false },
    passwordHash: await vault.hashPassword(password),
    mailbox: {
      ...databaseQuotaDefaults,
      guid: randomUUID(),
      alias: logonName,
      database: firstDatabase,
      addressPolicyEnabled: false,
      useDatabaseQuotaDefaults: true,
      addresses: [{ address: `${logonName}@contoso.com`, primary: true }],
      bytes,
      itemCount: 0,
    },
  })
  if (!added.ok || !added.value.mailbox) throw new Error(added.ok ? 'no mailbox' : added.error.message)
  return { ...added.value, mailbox: added.value.mailbox }
}
