import { ok, type Result, refuse } from '@/lib/shell'
import { findRecipient } from '../../cmdlets/recipients/find-recipient'
import { parseSmtpAddress } from '../../directory/address'
import { quoted } from '../../directory/quoted'
import { mailOf, type Recipient } from '../../directory/recipient'
import type { Site } from '../../store'
import type { MailPerson } from './composed-mail'

/** `Frank Miller <frankm@contoso.com>`, with or without quotes around the name. */
const nameAndAddress = /^\s*"?([^"<>]*?)"?\s*<([^<>\s]+)>\s*$/

/**
 * Whom a name means that somebody typed: a recipient of the organization by any of its names, or an address, alone
 * or as `Frank Miller <frankm@contoso.com>`.
 * Errors: RecipientNotFound, InvalidSmtpAddress, RecipientHasNoAddress; target is as given.
 */
export async function resolvePerson(site: Site, typed: string, target: string): Promise<Result<MailPerson>> {
  const [, name = '', within] = nameAndAddress.exec(typed) ?? []
  const wanted = (within ?? typed).trim()
  const found = wanted === '' || wanted.length > 400 ? null : await findRecipient(site, wanted)
  if (found) return personOf(found, target)
  if (!wanted.includes('@')) return unknown(wanted.slice(0, 400), target)
  const address = parseSmtpAddress(wanted)
  return address.ok
    ? ok({ name, address: address.value })
    : { ok: false, error: { ...address.error, target } }
}

function personOf(recipient: Recipient, target: string): Result<MailPerson> {
  const name = recipient.kind === 'user' ? recipient.user.name : recipient.object.properties.displayName
  const addresses = mailOf(recipient)?.addresses ?? []
  const primary = addresses.find((one) => one.primary) ?? addresses[0]
  return primary
    ? ok({ name, address: primary.address })
    : refuse('InvalidArgument', 'RecipientHasNoAddress', `${quoted(name)} has no email address.`, {
        target,
        recommendedAction: 'Give it a mailbox or an address, or leave it out.',
      })
}

function unknown(wanted: string, target: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'RecipientNotFound',
    `Nobody in the address book is called ${quoted(wanted)}, or more than one is.`,
    { target, recommendedAction: 'Type an email address, or the whole name.' },
  )
}
