import { printShortSize, storageLimitStatus } from '../../directory/quota'
import { receiveConnector } from '../../organization/receive-connector'
import { sendConnector } from '../../organization/send-connector'
import type { Site, User } from '../../store'
import { domainType, readPolicy } from '../categorize/policy'
import { transportServers } from '../transport-servers'
import type { Explanation } from './explain'

/** Something on this site that bears on a code: a sentence, and the page where it can be seen. */
export interface Clue {
  readonly text: string
  readonly href: string
}

export type Look = (site: Site, explanation: Explanation) => Promise<readonly Clue[]>

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

async function policyOf(site: Site) {
  const [server] = await transportServers(site)
  return server ? readPolicy(site, server.name) : null
}

export const recipients: Look = async (site, { address }) => {
  const policy = await policyOf(site)
  if (address === null || policy === null) return []
  const type = domainType(policy, domainOf(address))
  if (type === null)
    return [
      {
        text: `${domainOf(address)} is no accepted domain of this site: another organization’s server said this, and only it knows its recipients.`,
        href: '/email/domains',
      },
    ]
  const user = await site.store.users.find(address)
  const holder = user ?? (await site.store.addresses.find(address))
  if (holder === null)
    return [{ text: `No recipient of this site has the address ${address}.`, href: '/users' }]
  return [{ text: `${holder.name} has the address ${address} now.`, href: '/users' }, ...roomOf(user)]
}

function roomOf(user: User | null): readonly Clue[] {
  const mailbox = user?.mailbox
  if (!user || !mailbox) return []
  const status = mailbox.useDatabaseQuotaDefaults ? '' : storageLimitStatus(mailbox.bytes, mailbox)
  const state = status === '' || status === 'BelowLimit' ? '' : ` (${status})`
  return [
    {
      text: `The mailbox of ${user.name} holds ${printShortSize(mailbox.bytes)}${state}.`,
      href: `/users?selected=${user.id}`,
    },
  ]
}

export const limits: Look = async (site) => {
  const policy = await policyOf(site)
  if (policy === null) return []
  const size = (bytes: number | null) => (bytes === null ? 'any size' : printShortSize(bytes))
  return [
    {
      text: `The organization sends messages of up to ${size(policy.maxSendSize)}, receives up to ${size(policy.maxReceiveSize)}, and lets one message have ${policy.maxRecipients ?? 'any number of'} recipients.`,
      href: '/email/connectors',
    },
  ]
}

export const strangers: Look = async ({ store }) => {
  const open = (await store.list(receiveConnector)).filter(
    ({ properties }) => properties.enabled && properties.permissionGroups.includes('AnonymousUsers'),
  )
  return [
    {
      text:
        open.length === 0
          ? 'No Receive connector lets anonymous users in: servers on the Internet cannot deliver mail.'
          : `Anonymous users may submit mail at ${open.map(({ name }) => name).join(', ')}, to accepted domains only.`,
      href: '/email/connectors',
    },
  ]
}

export const groups: Look = async (site, { address }) => {
  const holder = address === null ? null : await site.store.addresses.find(address)
  return holder?.class.includes('Group')
    ? [
        {
          text: `${address} is the group ${holder.name}: it may take mail from certain people only.`,
          href: '/email/shell',
        },
      ]
    : []
}

export const connectors: Look = async ({ store }) => {
  const all = (await store.list(sendConnector)).filter(({ properties }) => properties.enabled)
  const outwards = all.filter(({ properties }) =>
    properties.addressSpaces.some((one) => /:\*;|^\*$/.test(one)),
  )
  return outwards.length > 0
    ? []
    : [
        {
          text: 'No Send connector is enabled for every domain (*): mail to the Internet has no way out.',
          href: '/email/connectors',
        },
      ]
}

export const queues: Look = async (site, { address }) => {
  if (address === null) return []
  const servers = await transportServers(site)
  const all = (await Promise.all(servers.map((server) => site.mail.queues.list(server)))).flat()
  const waiting = all.filter(
    ({ nextHopDomain, messageCount }) =>
      messageCount > 0 && nextHopDomain.toLowerCase() === domainOf(address),
  )
  return waiting.map(({ server, key, messageCount, status, lastError }) => ({
    text: `The queue ${server}\\${key} is in ${status} with ${messageCount} ${messageCount === 1 ? 'message' : 'messages'}.${lastError ? ` Its last error: ${lastError}` : ''}`,
    href: '/email/mail-flow',
  }))
}
