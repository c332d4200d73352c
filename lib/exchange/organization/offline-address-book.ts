import type { More } from '../store'
import { defaultGlobalAddressList } from './address-list'
import { define, settingsOf } from './definition'
import { booleanKind, listOf, textKind } from './kind'

export interface OfflineAddressBook {
  readonly addressLists: readonly string[]
  readonly server: string | null
  readonly isDefault: boolean
  readonly more?: More
}

const set = settingsOf<OfflineAddressBook>()

export const offlineAddressBook = define<OfflineAddressBook>('OfflineAddressBook', 'offline address book', {
  columns: ['Name', 'Versions', 'AddressLists'],
  settings: {
    AddressLists: set('addressLists', listOf(textKind)),
    IsDefault: set('isDefault', booleanKind),
  },
  defaults: {
    Versions: ['Version4'],
    GeneratingMailbox: null,
    GlobalWebDistributionEnabled: false,
    VirtualDirectories: [],
    DiffRetentionPeriod: 30,
  },
  alsoKnownAs: ({ name }) => [`\\${name}`],
  show: ({ properties }) => ({
    Server: properties.server,
    AddressLists: properties.addressLists.map((one) => `\\${one}`),
  }),
})

export const defaultOfflineAddressBook = 'Default Offline Address Book'

export function newDefaultBook(server: string | null): OfflineAddressBook {
  return { addressLists: [defaultGlobalAddressList], server, isDefault: true }
}
