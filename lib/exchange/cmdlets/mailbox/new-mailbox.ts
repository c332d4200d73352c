import {
  absent,
  boolean,
  command,
  mandatory,
  ok,
  parsed,
  type Result,
  refuse,
  secureString,
  text,
} from '@/lib/shell'
import { isDotAtom, parseSmtpDomain, splitAddress } from '../../directory/address'
import { quoted } from '../../directory/quoted'
import { objectName } from '../../organization/kind'
import type { UserProperties } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { addressParameter, aliasParameter } from './enable-mailbox'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { mailboxPrinter } from './show-mailbox'

/** sAMAccountName: up to 20 characters. */
const longestLogonName = 20

const userPrincipalName = parsed('String', (given): Result<string> => {
  const { localPart, domain } = splitAddress(given.trim())
  return isDotAtom(localPart) && parseSmtpDomain(domain).ok
    ? ok(given.trim())
    : refuse(
        'InvalidArgument',
        'InvalidUserPrincipalName',
        `The user principal name ${quoted(given)} isn't valid.`,
        {
          recommendedAction: 'Write the logon name and the domain: frankm@contoso.local.',
        },
      )
})

const logonName = parsed(
  'String',
  (given): Result<string> =>
    isDotAtom(given.trim()) && given.trim().length <= longestLogonName
      ? ok(given.trim())
      : refuse('InvalidArgument', 'InvalidSamAccountName', `The logon name ${quoted(given)} isn't valid.`, {
          recommendedAction: `Use up to ${longestLogonName} letters, digits, dots and hyphens.`,
        }),
)

export const newMailbox = exchangeCmdlet({
  name: 'New-Mailbox',
  synopsis: 'Makes an account of the domain together with its mailbox.',
  parameters: {
    Name: mandatory(objectName, 1),
    UserPrincipalName: mandatory(userPrincipalName),
    Password: mandatory(secureString),
    SamAccountName: logonName,
    FirstName: text,
    LastName: text,
    DisplayName: objectName,
    Alias: aliasParameter,
    Database: text,
    PrimarySmtpAddress: addressParameter,
    ResetPasswordOnNextLogon: boolean,
  },
  run: async (given, site) => {
    const account: Omit<UserProperties, 'mailbox'> = {
      name: given.DisplayName ?? given.Name,
      firstName: given.FirstName ?? '',
      lastName: given.LastName ?? '',
      logonName:
        given.SamAccountName ?? splitAddress(given.UserPrincipalName).localPart.slice(0, longestLogonName),
      accessLevel: 'User',
      enabled: true,
      vpn: false,
      remoteWebAccess: false,
      passwordHash: await site.vault.hashPassword(site.vault.open(given.Password)),
    }
    const wanted = { alias: given.Alias, database: given.Database, primaryAddress: given.PrimarySmtpAddress }
    const mailbox = await newMailboxAttributes({ id: null, ...account }, wanted, site)
    if (!mailbox.ok) return mailbox
    const inserted = await site.store.users.insert({ ...account, mailbox: mailbox.value })
    if (!inserted.ok) return inserted
    const print = await mailboxPrinter(site)
    return ok({
      output: [print({ ...inserted.value, mailbox: mailbox.value })],
      undo: [command('Remove-Mailbox', { Identity: account.logonName, Permanent: true, Confirm: absent })],
    })
  },
})
