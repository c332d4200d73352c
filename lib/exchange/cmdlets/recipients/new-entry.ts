import { ok, type Result } from '@/lib/shell'
import type { WellKnownRecipientType } from '../../organization/email-address-policy'
import type { MailAttributes, Site } from '../../store'
import { type GivenMail, newMail } from './mail-object'
import { requireContainer } from './organizational-unit'

/** What the New- of every recipient is given. */
interface GivenEntry extends GivenMail {
  readonly Name: string
  readonly DisplayName?: string | undefined
  readonly FirstName?: string | undefined
  readonly LastName?: string | undefined
  readonly OrganizationalUnit?: string | undefined
}

/** What every new recipient begins as. */
export interface NewEntry {
  /** `Users`, where nothing else was given. */
  readonly container: string
  readonly displayName: string
  readonly firstName: string
  readonly lastName: string
  readonly mail: MailAttributes
}

/** Where a new recipient stands in the directory, its names, and the alias and addresses that it gets. */
export async function newEntry(
  given: GivenEntry,
  kind: WellKnownRecipientType,
  site: Site,
): Promise<Result<NewEntry>> {
  const unit = given.OrganizationalUnit ? await requireContainer(site, given.OrganizationalUnit) : ok('')
  if (!unit.ok) return unit
  const {
    Name: name,
    DisplayName: displayName = name,
    FirstName: firstName = '',
    LastName: lastName = '',
  } = given
  const mail = await newMail({ id: null, name, firstName, lastName, kind }, given, site)
  if (!mail.ok) return mail
  return ok({ container: unit.value || 'Users', displayName, firstName, lastName, mail: mail.value })
}
