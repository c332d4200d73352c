import {
  boolean,
  enumeration,
  multiValued,
  ok,
  type Parameter,
  type ParameterTable,
  parsed,
  type Result,
  refuse,
  text,
  type Value,
} from '@/lib/shell'
import { parseSmtpAddress, sameAddress } from '../../directory/address'
import { quoted } from '../../directory/quoted'
import { mailOf, nameOf } from '../../directory/recipient'
import { sizeKind } from '../../organization/kind'
import type { More, Site } from '../../store'
import { findRecipient } from '../recipients/find-recipient'
import { requireFolder } from './mailbox-folder'

const words = multiValued(text)
const importance = enumeration('Importance', 'High', 'Low', 'Normal')
const sensitivity = enumeration('Sensitivity', 'Normal', 'Personal', 'Private', 'CompanyConfidential')
const messageType = enumeration(
  'InboxRuleMessageType',
  ...(['AutomaticReply', 'AutomaticForward', 'Encrypted', 'Calendaring', 'CalendaringResponse'] as const),
  ...([
    'PermissionControlled',
    'Voicemail',
    'Signed',
    'ApprovalRequest',
    'ReadReceipt',
    'NonDeliveryReport',
  ] as const),
)
const date = parsed('ExDateTime', (given): Result<string> => {
  const time = given.length > 60 ? Number.NaN : Date.parse(given)
  return Number.isNaN(time)
    ? refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given.slice(0, 60))} to type "ExDateTime".`,
        { recommendedAction: 'Use a date such as 11/22/2026.' },
      )
    : ok(new Date(time).toISOString())
})

/** What a rule looks at; each is an exception, too, by ExceptIf before its name. */
const conditions: ParameterTable = {
  From: words,
  SentTo: words,
  SubjectContainsWords: words,
  BodyContainsWords: words,
  SubjectOrBodyContainsWords: words,
  FromAddressContainsWords: words,
  RecipientAddressContainsWords: words,
  HeaderContainsWords: words,
  HasAttachment: boolean,
  MyNameInToBox: boolean,
  MyNameInCcBox: boolean,
  MyNameInToOrCcBox: boolean,
  MyNameNotInToBox: boolean,
  SentOnlyToMe: boolean,
  WithImportance: importance,
  WithSensitivity: sensitivity,
  MessageTypeMatches: messageType,
  FlaggedForAction: text,
  ReceivedAfterDate: date,
  ReceivedBeforeDate: date,
  WithinSizeRangeMinimum: sizeKind,
  WithinSizeRangeMaximum: sizeKind,
}

const actions: ParameterTable = {
  ApplyCategory: words,
  CopyToFolder: text,
  DeleteMessage: boolean,
  ForwardAsAttachmentTo: words,
  ForwardTo: words,
  MarkAsRead: boolean,
  MarkImportance: importance,
  MoveToFolder: text,
  RedirectTo: words,
  StopProcessingRules: boolean,
}

const exceptions = Object.fromEntries(
  Object.entries(conditions).map(([name, one]) => [`ExceptIf${name}`, one]),
)

/** `$null` takes a part away. */
function orNothing(parameter: Parameter<unknown>): Parameter<unknown> {
  return { ...parameter, parse: (value) => (value === null ? ok(null) : parameter.parse(value)) }
}

export const ruleParts: ParameterTable = Object.fromEntries(
  Object.entries({ ...conditions, ...exceptions, ...actions }).map(([name, one]) => [name, orNothing(one)]),
)

const people = /^(ExceptIf)?(From|SentTo)$|^(ForwardTo|ForwardAsAttachmentTo|RedirectTo)$/

/** The parts that were given, with people as addresses and folders as they are called; `$null` for what goes. */
export async function partsGiven(
  bound: Readonly<Record<string, unknown>>,
  site: Site,
): Promise<Result<Readonly<Record<string, Value>>>> {
  const given: Record<string, Value> = {}
  for (const name of Object.keys(ruleParts)) {
    const value = bound[name] as Value | undefined
    if (value === undefined) continue
    const read = await partRead(name, value, site)
    if (!read.ok) return read
    given[name] = read.value
  }
  return ok(given)
}

async function partRead(name: string, value: Value, site: Site): Promise<Result<Value>> {
  if (value === null || (Array.isArray(value) && value.length === 0)) return ok(null)
  if (/^(MoveTo|CopyTo)Folder$/.test(name)) {
    const folder = await requireFolder(site, String(value), name)
    return folder.ok ? ok(folder.value.name) : folder
  }
  return people.test(name) && Array.isArray(value) ? addressesOf(name, value, site) : ok(value)
}

async function addressesOf(target: string, given: readonly Value[], site: Site): Promise<Result<Value>> {
  const addresses: string[] = []
  for (const one of given) {
    const found = await findRecipient(site, String(one))
    const own = found && mailOf(found)?.addresses.find(({ primary }) => primary)?.address
    const address = own ? ok(own) : parseSmtpAddress(String(one))
    if (!address.ok)
      return refuse('ObjectNotFound', 'RecipientNotFound', `Nobody is called ${quoted(String(one))}.`, {
        target,
        recommendedAction: 'Use somebody of the organization, or a whole address such as anna@fabrikam.com.',
      })
    addresses.push(address.value)
  }
  return ok(addresses)
}

/** Whether the rule does anything with a message. */
export function hasRuleAction(parts: More): boolean {
  return Object.entries(parts).some(
    ([name, value]) => name in actions && name !== 'StopProcessingRules' && value !== false,
  )
}

/** `"Anna Berg" <anna@contoso.com>` for the addresses of the organization's own. */
export async function shownParts(parts: More, site: Site): Promise<Readonly<Record<string, unknown>>> {
  const empty = Object.entries(ruleParts).map(([name, { type }]) => [name, type === 'Boolean' ? false : null])
  const entries = Object.entries(parts).map(async ([name, value]) => [
    name,
    people.test(name) && Array.isArray(value)
      ? await Promise.all(value.map((one) => shownPerson(String(one), site)))
      : value,
  ])
  return { ...Object.fromEntries(empty), ...Object.fromEntries(await Promise.all(entries)) }
}

async function shownPerson(address: string, site: Site): Promise<string> {
  const found = await findRecipient(site, address)
  const own = found && mailOf(found)?.addresses.some((one) => sameAddress(one.address, address))
  return `"${(found && own ? nameOf(found) : address).replaceAll('"', '')}" [SMTP:${address}]`
}
