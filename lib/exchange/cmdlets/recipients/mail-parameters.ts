import { boolean, parsed, text } from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { objectName } from '../../organization/kind'
import { changeable } from '../../reference/list-change'
import { emailAddresses } from '../mailbox/email-addresses'
import { addressParameter, aliasParameter } from '../mailbox/enable-mailbox'

/** An address outside, with its prefix or without: SMTP:chris@tailspintoys.com. */
export const externalAddress = parsed('ProxyAddress', (given) =>
  parseSmtpAddress(given.trim().replace(/^smtp:/i, '')),
)

export const newMailParameters = {
  Alias: aliasParameter,
  DisplayName: objectName,
  OrganizationalUnit: text,
  PrimarySmtpAddress: addressParameter,
}

export const setMailParameters = {
  Alias: aliasParameter,
  DisplayName: objectName,
  Name: objectName,
  PrimarySmtpAddress: addressParameter,
  WindowsEmailAddress: addressParameter,
  EmailAddresses: changeable(emailAddresses),
  EmailAddressPolicyEnabled: boolean,
}
