import {
  absent,
  boolean,
  command,
  mandatory,
  ok,
  type Result,
  refuse,
  secureString,
  switchParameter,
  text,
} from '@/lib/shell'
import { splitAddress } from '../../directory/address'
import { objectName } from '../../organization/kind'
import type { Attributes, Site, UserProperties } from '../../store'
import { shellVersion, since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { changedAttributes, filled } from '../recipients/changed-properties'
import { logonName, logonNameOf, longestLogonName, userPrincipalName } from '../recipients/logon-names'
import { elsewhere, kindGiven, kindParameters, newArchive, passwordHash } from '../recipients/mailbox-kind'
import { requireContainer } from '../recipients/organizational-unit'
import { addressParameter, aliasParameter } from './enable-mailbox'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { domainName } from './require-mailbox'
import { mailboxPrinter } from './show-mailbox'

const parameters = {
  Name: mandatory(objectName, 1),
  UserPrincipalName: userPrincipalName,
  Password: secureString,
  RoomMailboxPassword: only(since('2013'), secureString),
  EnableRoomMailboxAccount: only(since('2013'), boolean),
  AccountDisabled: switchParameter,
  SamAccountName: logonName,
  FirstName: text,
  LastName: text,
  DisplayName: objectName,
  Alias: aliasParameter,
  Database: text,
  PrimarySmtpAddress: addressParameter,
  OrganizationalUnit: text,
  Archive: switchParameter,
  ...kindParameters,
}

/** What makes it a mailbox of no person of this domain. */
const ofNoPerson = [...Object.keys(kindParameters), 'LinkedMasterAccount', 'Federated']

/** Only a person's mailbox needs a name to sign in with, and a password. */
function missing(name: 'UserPrincipalName' | 'Password'): Result<never> {
  return refuse(
    'InvalidArgument',
    'MissingMandatoryParameter',
    `Cannot process command because of one or more missing mandatory parameters: ${name}.`,
    { target: name },
  )
}

async function newAttributes(
  given: { Name: string; DisplayName?: string | undefined; UserPrincipalName?: string | undefined },
  container: string | undefined,
  type: string | undefined,
  archive: boolean,
  site: Site,
): Promise<Result<Attributes>> {
  const { dns } = await domainName(site)
  const display = given.DisplayName ?? given.Name
  const upn = given.UserPrincipalName
  const ofDomain = upn === undefined || upn.toLowerCase().endsWith(`@${dns}`.toLowerCase())
  const base = filled({
    cn: given.Name === display ? undefined : given.Name,
    container: container === 'Users' || container === '' ? undefined : container,
    userPrincipalName: ofDomain ? undefined : upn,
    type,
    archive: archive ? newArchive(display, (await shellVersion(site)) === '2010') : undefined,
  })
  const more = await changedAttributes(base, 'mailbox', givenMore(given), site)
  return more.ok ? ok(more.value.attributes) : more
}

export const newMailbox = exchangeCmdlet({
  name: 'New-Mailbox',
  synopsis: 'Makes an account of the domain together with its mailbox.',
  parameters,
  alsoMandatory(given) {
    if (ofNoPerson.some((name) => given.has(name.toLowerCase()))) return []
    return ['UserPrincipalName', ...(given.has('accountdisabled') ? [] : ['Password'])]
  },
  run: async (given, site) => {
    const allowed = elsewhere(given)
    if (!allowed.ok) return allowed
    const kind = kindGiven(given)
    if (!kind.ok) return kind
    const password = given.Password ?? given.RoomMailboxPassword
    if (!kind.value && given.UserPrincipalName === undefined) return missing('UserPrincipalName')
    if (!kind.value && !password && !given.AccountDisabled) return missing('Password')
    const unit = given.OrganizationalUnit ? await requireContainer(site, given.OrganizationalUnit) : ok('')
    if (!unit.ok) return unit
    const attributes = await newAttributes(given, unit.value, kind.value, given.Archive === true, site)
    if (!attributes.ok) return attributes
    const upnName = given.UserPrincipalName && splitAddress(given.UserPrincipalName).localPart
    // argon2id takes longer than all the questions to the database together: they are asked meanwhile.
    const hashing = passwordHash(site, password)
    hashing.catch(() => undefined)
    const account: Omit<UserProperties, 'mailbox' | 'passwordHash'> = {
      name: given.DisplayName ?? given.Name,
      firstName: given.FirstName ?? '',
      lastName: given.LastName ?? '',
      logonName:
        given.SamAccountName ?? upnName?.slice(0, longestLogonName) ?? logonNameOf(given.Alias ?? given.Name),
      accessLevel: 'User',
      enabled: kind.value === undefined ? !given.AccountDisabled : given.EnableRoomMailboxAccount === true,
      vpn: false,
      remoteWebAccess: false,
      attributes: attributes.value,
    }
    const wanted = { alias: given.Alias, database: given.Database, primaryAddress: given.PrimarySmtpAddress }
    const mailbox = await newMailboxAttributes({ id: null, ...account }, wanted, site)
    if (!mailbox.ok) return mailbox
    const inserted = await site.store.users.insert({
      ...account,
      passwordHash: await hashing,
      mailbox: mailbox.value,
    })
    if (!inserted.ok) return inserted
    const print = await mailboxPrinter(site)
    return ok({
      output: [await print({ ...inserted.value, mailbox: mailbox.value })],
      undo: [command('Remove-Mailbox', { Identity: account.logonName, Permanent: true, Confirm: absent })],
    })
  },
})
