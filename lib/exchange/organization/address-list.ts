import { ok } from '@/lib/shell'
import { parsePredicate } from '../directory/opath'
import { precannedFilter } from '../directory/precanned-filter'
import { filterableProperties } from '../directory/recipient-defaults'
import type { More } from '../store'
import { type Definition, define, settingsOf } from './definition'
import { recipientsKind } from './email-address-policy'
import { optional, textKind } from './kind'

export interface AddressList {
  /** OPATH; null where the conditions make it, or there are none. */
  readonly recipientFilter: string | null
  readonly includedRecipients: readonly string[]
  readonly recipientContainer: string | null
  /** Conditions, and documented properties that nothing here acts on. */
  readonly more?: More
}

const set = settingsOf<AddressList>()
const settings = {
  RecipientFilter: set('recipientFilter', optional(textKind)),
  IncludedRecipients: set('includedRecipients', recipientsKind as never),
  RecipientContainer: set('recipientContainer', optional(textKind)),
}

function defined(className: string, title: string): Definition<AddressList> {
  return define<AddressList>(className, title, {
    columns: ['Name', 'DisplayName', 'RecipientFilter'],
    settings,
    alsoKnownAs: ({ name }) => [`\\${name}`, name.split('\\').at(-1) ?? name],
    show: ({ name, properties }) => ({
      Name: name.split('\\').at(-1),
      DisplayName: properties.more?.DisplayName ?? name.split('\\').at(-1),
      Path: `\\${name}`,
      RecipientFilter: effectiveFilter(properties),
    }),
    check: async ({ properties }) => {
      if (properties.recipientFilter === null) return ok(undefined)
      const predicate = parsePredicate(properties.recipientFilter, filterableProperties)
      return predicate.ok ? ok(undefined) : predicate
    },
  })
}

/** Lists within lists are called by their path: `All Users\Sales`. */
export const addressList = defined('AddressList', 'address list')
export const globalAddressList = defined('GlobalAddressList', 'global address list')

export const defaultGlobalAddressList = 'Default Global Address List'

export function effectiveFilter(properties: AddressList): string {
  const { recipientFilter, includedRecipients, more = {} } = properties
  return recipientFilter ?? precannedFilter(includedRecipients, more) ?? ''
}

export const noRecipients: AddressList = {
  recipientFilter: null,
  includedRecipients: [],
  recipientContainer: null,
}

/** Whoever has an address. */
export const allRecipients: AddressList = { ...noRecipients, includedRecipients: ['AllRecipients'] }

/** The lists that Setup makes, each with its filter. */
export const defaultAddressLists: readonly (readonly [string, AddressList])[] = [
  ['All Contacts', { ...noRecipients, includedRecipients: ['MailContacts'] }],
  ['All Groups', { ...noRecipients, includedRecipients: ['MailGroups'] }],
  ['All Rooms', { ...noRecipients, includedRecipients: ['Resources'] }],
  ['All Users', { ...noRecipients, includedRecipients: ['MailboxUsers', 'MailUsers'] }],
]
