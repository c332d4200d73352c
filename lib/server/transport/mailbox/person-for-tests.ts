import { randomUUID } from 'node:crypto'
import { databaseQuotaDefaults, type UserProperties } from '@/lib/exchange'

/** Somebody with a mailbox at contoso.com, as the store takes it. @param more further addresses of theirs */
export function person(logonName: string, ...more: readonly string[]): UserProperties {
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
      addresses: [`${logonName}@contoso.com`, ...more].map((address, at) => ({ address, primary: at === 0 })),
      bytes: 0,
      itemCount: 0,
    },
  }
}
