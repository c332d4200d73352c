import { type Site, transportServers, type User } from '@/lib/exchange'

/** The first of those with a mailbox, by name: proposals for a test message. Null while there is no server. */
export async function sendTestFacts(site: Site) {
  const [server] = await transportServers(site)
  if (!server) return null
  const found: User[] = []
  for await (const user of site.store.users.each({ withMailbox: true })) {
    found.push(user)
    if (found.length === 2) break
  }
  const [first, second = first] = found
  return {
    sender: first?.mailbox ? { alias: first.mailbox.alias, address: primaryOf(first) } : null,
    recipient: second ? primaryOf(second) : '',
    server: server.properties.fqdn,
  }
}

function primaryOf({ mailbox }: User): string {
  return mailbox?.addresses.find(({ primary }) => primary)?.address ?? ''
}
