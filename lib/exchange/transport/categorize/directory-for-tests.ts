import {
  type Categorized,
  categorize,
  type Directory,
  type DirectoryEntry,
  type MailRecipient,
  type MailToCategorize,
  type More,
  type Policy,
} from '@/lib/exchange'
import { strangersOrigin } from '@/lib/server/transport/mail-for-tests'

type Given = Partial<DirectoryEntry> & { readonly also?: readonly string[] }

/** A mailbox `anna` has the address anna@contoso.com, the id `anna` and is in DB1. */
export function mailbox(id: string, more: More = {}, given: Given = {}): Given {
  return { id, kind: 'mailbox', mailbox: { guid: `${id}-guid`, database: 'DB1' }, more, ...given }
}

export function group(id: string, members: readonly string[], more: More = {}): Given {
  return { id, kind: 'group', members, more: { RequireSenderAuthenticationEnabled: false, ...more } }
}

export function contactTo(id: string, external: string, more: More = {}): Given {
  return { id, kind: 'contact', external, also: [external], more }
}

function entryOf({ also: _, ...given }: Given): DirectoryEntry {
  const id = given.id ?? ''
  return {
    id,
    kind: 'mailbox',
    name: id,
    primary: `${id}@contoso.com`,
    mailbox: null,
    external: null,
    members: [],
    filter: null,
    container: null,
    more: {},
    ...given,
  }
}

/** A directory of these, that counts how often it is asked. Dynamic groups find whose id is in their filter. */
export function directoryOf(...given: readonly Given[]): Directory & { readonly asked: () => number } {
  const all = given.map((one) => ({
    entry: entryOf(one),
    addresses: [entryOf(one).primary, ...(one.also ?? [])].map((address) => address?.toLowerCase()),
  }))
  let asked = 0
  return {
    asked: () => asked,
    async byAddress(addresses) {
      asked += 1
      const holders = (address: string) =>
        all.filter((one) => one.addresses.includes(address)).map(({ entry }) => entry)
      return new Map(addresses.map((address) => [address, holders(address)]))
    },
    async byId(ids) {
      asked += 1
      return new Map(all.filter(({ entry }) => ids.includes(entry.id)).map(({ entry }) => [entry.id, entry]))
    },
    matching: async (filter) => (filter === 'broken' ? null : filter.split(' ')),
  }
}

const policy: Policy = {
  server: 'EXCH01',
  version: '2013',
  servers: ['EXCH01', 'EXCH02'],
  maxSendSize: 10_000,
  maxReceiveSize: 10_000,
  maxRecipients: 500,
  domains: [{ domain: 'contoso.com', type: 'Authoritative' }],
  remoteDomains: [],
  rules: [],
  journal: [],
}

export const to = (address: string, more: Partial<MailRecipient> = {}): MailRecipient => ({
  address,
  orcpt: null,
  notify: null,
  history: [],
  ...more,
})

/** What became of a message; without `from` a stranger's. */
export function sent(
  recipients: readonly (string | MailRecipient)[],
  directory: Directory,
  {
    from,
    policy: given,
    ...mail
  }: { from?: string; policy?: Partial<Policy> } & Partial<Omit<MailToCategorize, 'recipients'>> = {},
): Promise<Categorized> {
  const ours = { directionality: 'Originating', authenticatedAs: from ?? null } as const
  return categorize(
    {
      sender: from === undefined ? 'j.park@fabrikam.com' : `${from}@contoso.com`,
      subject: 'Invoice 2291',
      size: 2000,
      origin: from === undefined ? strangersOrigin : { ...strangersOrigin, ...ours },
      ...mail,
      recipients: recipients.map((one) => (typeof one === 'string' ? to(one) : one)),
    },
    directory,
    { ...policy, ...given },
  )
}

/** Whom it reaches, with where that is: `anna@contoso.com → DB1`. */
export function reached({ resolved }: Categorized): readonly string[] {
  return resolved.map(({ recipient: { address }, destination }) => {
    const where = { mailbox: 'database', address: 'domain', server: 'server' }[destination.kind]
    return `${address} → ${Reflect.get(destination, where)}`
  })
}

/** Whom it does not reach, and why: `x@contoso.com 5.1.1`. */
export function failures({ failed }: Categorized): readonly string[] {
  return failed.map(({ recipient, reply }) => `${recipient.address} ${reply.status}`)
}

export const eventsOf = ({ happened }: Categorized) =>
  happened.map(({ eventId, recipients, relatedRecipient }) => [
    eventId,
    ...recipients,
    `< ${relatedRecipient}`,
  ])
