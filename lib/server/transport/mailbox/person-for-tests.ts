import { randomUUID } from 'node:crypto'
import { databaseQuotaDefaults, type UserProperties } from '@/lib/exchange'

/** Somebody with a mailbox at contoso.com, as the store takes it. */
export function person(logonName: string): UserProperties {
  return {
    name: logonName,
    firstName: logonName,
    lastName: '',
    logonName,
    accessLevel: 'User',
    enabled: true,
    vpn: false,
    remoteWebAccess: false,
    passwordHash: '',
    mailbox: {
      ...databaseQuotaDefaults,
      guid: randomUUID(),
      alias: logonName,
      database: 'Mailbox Database 01',
      addressPolicyEnabled: false,
      useDatabaseQuotaDefaults: true,
      addresses: [{ address: `${logonName}@contoso.com`, primary: true }],
      bytes: 0,
      itemCount: 0,
    },
  }
}
