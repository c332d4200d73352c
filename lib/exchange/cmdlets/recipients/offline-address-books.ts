import {
  boolean,
  type Cmdlet,
  command,
  enumeration,
  mandatory,
  multiValued,
  ok,
  piped,
  type Result,
  text,
} from '@/lib/shell'
import { addressList, globalAddressList } from '../../organization/address-list'
import { objectName } from '../../organization/kind'
import { offlineAddressBook } from '../../organization/offline-address-book'
import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { findObject, requireObject } from '../find-object'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { givenProperties, writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'

async function checkLists(lists: readonly string[], site: Site): Promise<Result<void>> {
  for (const one of lists) {
    if (await findObject(site, addressList, one)) continue
    const list = await requireObject(site, globalAddressList, one, 'AddressLists')
    if (!list.ok) return list
  }
  return ok(undefined)
}

const listNames = multiValued({
  ...text,
  parse: (value) => {
    const name = text.parse(value)
    return name.ok ? ok(name.value.replace(/^\\+/, '')) : name
  },
})

const version = enumeration('OfflineAddressBookVersion', 'Version1', 'Version2', 'Version3', 'Version4')

const newBook = exchangeCmdlet({
  name: 'New-OfflineAddressBook',
  synopsis: 'Makes an address book that Outlook keeps a copy of.',
  parameters: {
    Name: mandatory(objectName, 1),
    AddressLists: mandatory(listNames),
    IsDefault: boolean,
    Server: only(['2010'], text),
    Versions: only(['2010'], multiValued(version)),
  },
  run: async ({ Name, AddressLists, IsDefault = false, Server, Versions, ...rest }, site) => {
    const lists = await checkLists(AddressLists, site)
    if (!lists.ok) return lists
    const server = Server === undefined ? ok(null) : await requireServer(site, Server)
    if (!server.ok) return server
    const { more, ...others } = givenProperties(offlineAddressBook, rest)
    const kept = { ...more, ...(Versions ? { Versions } : {}) }
    return insertObject(
      offlineAddressBook,
      Name,
      {
        ...others,
        addressLists: AddressLists,
        server: server.value,
        isDefault: IsDefault,
        ...(Object.keys(kept).length > 0 ? { more: kept } : {}),
      },
      site,
    )
  },
})

async function requireServer(site: Site, name: string) {
  const found = await requireObject(site, exchangeServer, name.split('.')[0] ?? name, 'Server')
  return found.ok ? ok(found.value.name) : found
}

const moveBook = exchangeCmdlet({
  name: 'Move-OfflineAddressBook',
  synopsis: 'Lets another server generate an offline address book.',
  parameters: { Identity: piped(mandatory(text, 1)), Server: mandatory(text) },
  run: async ({ Identity, Server }, site) => {
    const found = await requireObject(site, offlineAddressBook, Identity)
    if (!found.ok) return found
    const server = await requireServer(site, Server)
    if (!server.ok) return server
    const former = found.value.properties.server
    const updated = await site.store.update(offlineAddressBook, found.value, { server: server.value })
    if (!updated.ok) return updated
    return ok(
      former
        ? { undo: [command('Move-OfflineAddressBook', { Identity: found.value.name, Server: former })] }
        : {},
    )
  },
})

const updateBook = exchangeCmdlet({
  name: 'Update-OfflineAddressBook',
  synopsis: 'Has an offline address book generated now.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await requireObject(site, offlineAddressBook, Identity)
    return found.ok ? ok({ undo: [] }) : found
  },
})

export const offlineAddressBookCmdlets: readonly Cmdlet<Site>[] = [
  getCmdlet(offlineAddressBook, { synopsis: 'Lists the address books that Outlook keeps copies of.' }),
  newBook,
  setCmdlet(offlineAddressBook, {
    synopsis: 'Changes an offline address book.',
    renames: true,
    extra: { AddressLists: listNames },
    decide: async (_, given, site) => {
      const lists = await checkLists((given.AddressLists ?? []) as readonly string[], site)
      return lists.ok ? ok({ properties: givenProperties(offlineAddressBook, given) }) : lists
    },
  }),
  removeCmdlet(offlineAddressBook, {
    synopsis: 'Removes an offline address book.',
    undo: ({ name, properties }, version) => [
      command('New-OfflineAddressBook', {
        Name: name,
        ...writtenSettings(offlineAddressBook, properties),
        ...(properties.server && version === '2010' ? { Server: properties.server } : {}),
      }),
    ],
  }),
  moveBook,
  updateBook,
]
