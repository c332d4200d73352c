import {
  type Cmdlet,
  command,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  text,
  type Value,
} from '@/lib/shell'
import { type Recipient, typeOf } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import type { Site, User, UserProperties } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { nothingModified } from '../set-cmdlet'
import { changedAttributes } from './changed-properties'
import { requireRecipient } from './find-recipient'
import { logonName, userPrincipalName } from './logon-names'

type Area = 'person' | 'cas' | 'autoReply'

interface Given {
  readonly DisplayName?: string | undefined
  readonly FirstName?: string | undefined
  readonly LastName?: string | undefined
  readonly Name?: string | undefined
  readonly SamAccountName?: string | undefined
  readonly UserPrincipalName?: string | undefined
}

/** The account's own columns as they will be. */
function changedAccount(user: User, given: Given): Partial<UserProperties> {
  return {
    name: given.DisplayName ?? user.name,
    firstName: given.FirstName ?? user.firstName,
    lastName: given.LastName ?? user.lastName,
    logonName: given.SamAccountName ?? user.logonName,
  }
}

function accountBack(user: User, given: Given): Record<string, Value> {
  const former: Record<keyof Given, string> = {
    DisplayName: user.name,
    FirstName: user.firstName,
    LastName: user.lastName,
    Name: user.attributes.cn ?? user.name,
    SamAccountName: user.logonName,
    UserPrincipalName: user.attributes.userPrincipalName ?? '',
  }
  return Object.fromEntries(
    Object.entries(former).filter(([name, value]) => {
      const now = given[name as keyof Given]
      return now !== undefined && now !== value
    }),
  )
}

/** A name that is the display name is not kept apart from it. */
function namesOf(user: User, given: Given, displayName: string) {
  const cn = given.Name ?? user.attributes.cn ?? (given.DisplayName === undefined ? undefined : user.name)
  const userPrincipalName = given.UserPrincipalName ?? user.attributes.userPrincipalName
  return { cn: cn === displayName ? undefined : cn, userPrincipalName: userPrincipalName || undefined }
}

/** Changes a user: what is given of the account, and the documented properties of one area. */
export async function changeUser(
  user: User,
  area: Area | 'mailbox',
  given: Given & object,
  setName: string,
  site: Site,
): Promise<Result<Outcome>> {
  const account = changedAccount(user, given)
  const changed = await changedAttributes(user.attributes, area, givenMore(given), site)
  if (!changed.ok) return changed
  const back = { ...accountBack(user, given), ...changed.value.back }
  if (Object.keys(back).length === 0) return ok({ warnings: [nothingModified(user.name)], undo: [] })
  const {
    cn,
    userPrincipalName: upn,
    ...rest
  } = {
    ...changed.value.attributes,
    ...namesOf(user, given, account.name ?? user.name),
  }
  const attributes = { ...rest, ...(cn ? { cn } : {}), ...(upn ? { userPrincipalName: upn } : {}) }
  const updated = await site.store.users.update(user.id, { ...account, attributes })
  if (!updated.ok) return updated
  return ok({ undo: [command(setName, { Identity: updated.value.logonName, ...back })] })
}

const named = { DisplayName: objectName, Name: objectName, SamAccountName: logonName }
const personal = { ...named, FirstName: text, LastName: text, UserPrincipalName: userPrincipalName }

function setArea(
  noun: string,
  area: Area,
  isMeant: (recipient: Recipient) => boolean,
  synopsis: string,
): Cmdlet<Site> {
  const own = area === 'person' ? personal : area === 'cas' ? named : {}
  return exchangeCmdlet({
    name: `Set-${noun}`,
    synopsis,
    parameters: { ...own, Identity: piped(mandatory(text, 1)) },
    run: async ({ Identity, ...given }, site) => {
      const found = await requireRecipient(site, Identity, isMeant)
      if (!found.ok || found.value.kind !== 'user') return found.ok ? ok({}) : found
      return changeUser(found.value.user, area, given as Given, `Set-${noun}`, site)
    },
  })
}

const isMailbox = (one: Recipient) => typeOf(one) === 'UserMailbox'

export const setPersonCmdlets = [
  setArea('User', 'person', (one) => one.kind === 'user', 'Changes what the directory knows of an account.'),
  setArea('CASMailbox', 'cas', isMailbox, 'Sets by which protocols a mailbox can be used.'),
  setArea('MailboxAutoReplyConfiguration', 'autoReply', isMailbox, 'Sets what a mailbox answers by itself.'),
]
