import { primaryAddress, writeAddresses } from '../../directory/policy-addresses'
import { printQuota } from '../../directory/quota'
import type { Site } from '../../store'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { domainName, type MailboxUser } from './require-mailbox'

/** Writes mailboxes to the pipeline; what they have in common is asked once. */
export async function mailboxPrinter(site: Site): Promise<(user: MailboxUser) => object> {
  const { dns, netBios } = await domainName(site)
  const databases = await site.store.list(mailboxDatabase)
  return (user) => {
    const { mailbox } = user
    const database = databases.find(({ name }) => name === mailbox.database)
    return {
      Name: user.name,
      Alias: mailbox.alias,
      ServerName: database?.properties.server.toLowerCase() ?? '',
      ProhibitSendQuota: printQuota(mailbox.prohibitSendQuota),
      DisplayName: user.name,
      SamAccountName: user.logonName,
      UserPrincipalName: `${user.logonName}@${dns}`,
      PrimarySmtpAddress: primaryAddress(mailbox.addresses),
      EmailAddresses: writeAddresses(mailbox.addresses),
      EmailAddressPolicyEnabled: mailbox.addressPolicyEnabled,
      Database: mailbox.database,
      UseDatabaseQuotaDefaults: mailbox.useDatabaseQuotaDefaults,
      IssueWarningQuota: printQuota(mailbox.issueWarningQuota),
      ProhibitSendReceiveQuota: printQuota(mailbox.prohibitSendReceiveQuota),
      RecipientType: 'UserMailbox',
      RecipientTypeDetails: 'UserMailbox',
      ExchangeGuid: mailbox.guid,
      Guid: user.id,
      Identity: `${netBios}\\${user.logonName}`,
      WhenCreated: user.whenCreated.toISOString(),
    }
  }
}

/** Columns of the tables that the mailbox cmdlets write. */
export const mailboxColumns = {
  Mailbox: ['Name', 'Alias', 'ServerName', 'ProhibitSendQuota'],
  MailboxStatistics: ['DisplayName', 'ItemCount', 'StorageLimitStatus', 'LastLogonTime'],
  Recipient: ['Name', 'RecipientType'],
} as const
