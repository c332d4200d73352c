import { ok, parsed, type Result, refuse } from '@/lib/shell'
import { isDotAtom, parseSmtpDomain, splitAddress } from '../../directory/address'
import { quoted } from '../../directory/quoted'

/** sAMAccountName: up to 20 characters. */
export const longestLogonName = 20

export const userPrincipalName = parsed('String', (given): Result<string> => {
  const { localPart, domain } = splitAddress(given.trim())
  return isDotAtom(localPart) && parseSmtpDomain(domain).ok
    ? ok(given.trim())
    : refuse(
        'InvalidArgument',
        'InvalidUserPrincipalName',
        `The user principal name ${quoted(given)} isn't valid.`,
        { recommendedAction: 'Write the logon name and the domain: frankm@contoso.local.' },
      )
})

export const logonName = parsed(
  'String',
  (given): Result<string> =>
    isDotAtom(given.trim()) && given.trim().length <= longestLogonName
      ? ok(given.trim())
      : refuse('InvalidArgument', 'InvalidSamAccountName', `The logon name ${quoted(given)} isn't valid.`, {
          recommendedAction: `Use up to ${longestLogonName} letters, digits, dots and hyphens.`,
        }),
)

/** A logon name made of a name: what cannot stand in one is left out. */
export function logonNameOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/[^A-Za-z0-9.{}-]/g, '')
  return letters.slice(0, longestLogonName).replace(/^\.+|\.+$/g, '') || 'user'
}
