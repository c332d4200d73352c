import {
  absent,
  command,
  mandatory,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Site, Stored } from '../../store'
import {
  type DatabaseAvailabilityGroup,
  databaseAvailabilityGroup,
  groupOf,
} from '../../topology/availability-group'
import { copiesOf } from '../../topology/database-copy'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { since } from '../../topology/exchange-version'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { requireMailboxServer } from './find-copy'
import { discoverNetwork, forgetNetworks } from './group-network'
import { checkWitness } from './witness'

type Group = Stored<DatabaseAvailabilityGroup>

const mostMembers = 16

const parameters = {
  Identity: piped(mandatory(text, 1)),
  MailboxServer: mandatory(text, 2),
  SkipDagValidation: only(since('2013'), switchParameter),
}

async function checkJoining(group: Group, server: Stored<ExchangeServer>, site: Site): Promise<Result<void>> {
  const target = 'MailboxServer'
  const already = await groupOf(site, server.name)
  if (already)
    return refuse(
      'InvalidOperation',
      'ServerAlreadyInGroup',
      `The server '${server.name}' is already a member of the database availability group '${already.name}'.`,
      { target },
    )
  const { servers, witnessServer } = group.properties
  if (servers.length >= mostMembers)
    return refuse(
      'InvalidOperation',
      'AvailabilityGroupFull',
      `The database availability group '${group.name}' has ${mostMembers} members, which is the most it can have.`,
      { target },
    )
  const [first] = servers
  const member = first ? await site.store.find(exchangeServer, first) : null
  if (member && member.properties.version !== server.properties.version)
    return refuse(
      'InvalidOperation',
      'ServerVersionMismatch',
      `The server '${server.name}' runs Exchange ${server.properties.version}, and the members of '${group.name}' run Exchange ${member.properties.version}.`,
      { target },
    )
  return checkWitness(witnessServer, [server.name])
}

const addMember = exchangeCmdlet({
  name: 'Add-DatabaseAvailabilityGroupServer',
  synopsis: 'Adds a Mailbox server to a database availability group.',
  parameters,
  run: async ({ Identity, MailboxServer }, site) => {
    const group = await requireObject(site, databaseAvailabilityGroup, Identity)
    if (!group.ok) return group
    const server = await requireMailboxServer(site, MailboxServer)
    if (!server.ok) return server
    const allowed = await checkJoining(group.value, server.value, site)
    if (!allowed.ok) return allowed
    const servers = [...group.value.properties.servers, server.value.name]
    const updated = await site.store.update(databaseAvailabilityGroup, group.value, { servers })
    if (!updated.ok) return updated
    const network = await discoverNetwork(updated.value, server.value, site)
    if (!network.ok) return network
    const back = { Identity: group.value.name, MailboxServer: server.value.name, Confirm: absent }
    return ok({ undo: [command('Remove-DatabaseAvailabilityGroupServer', back)] })
  },
})

/** A server with copies of databases that others hold as well stays. */
async function checkLeaving(server: string, site: Site): Promise<Result<void>> {
  for (const database of await site.store.list(mailboxDatabase)) {
    const copies = await copiesOf(site, database)
    if (copies.length > 1 && copies.some(({ copy }) => copy.server === server))
      return refuse(
        'InvalidOperation',
        'ServerHasReplicatedDatabases',
        `The server '${server}' can't be removed from the database availability group because the mailbox database '${database.name}' has multiple copies.`,
        {
          target: 'MailboxServer',
          recommendedAction: `Remove the copy first: Remove-MailboxDatabaseCopy '${database.name}\\${server}'`,
        },
      )
  }
  return ok(undefined)
}

const removeMember = exchangeCmdlet({
  name: 'Remove-DatabaseAvailabilityGroupServer',
  synopsis: 'Takes a Mailbox server out of its database availability group.',
  parameters: { ...parameters, ConfigurationOnly: switchParameter },
  run: async ({ Identity, MailboxServer }, site) => {
    const group = await requireObject(site, databaseAvailabilityGroup, Identity)
    if (!group.ok) return group
    const server = await requireMailboxServer(site, MailboxServer)
    if (!server.ok) return server
    const { name } = server.value
    const { servers, stoppedServers } = group.value.properties
    if (!servers.includes(name)) return notMember(group.value, name)
    const allowed = await checkLeaving(name, site)
    if (!allowed.ok) return allowed
    const left = {
      servers: servers.filter((one) => one !== name),
      stoppedServers: stoppedServers.filter((one) => one !== name),
    }
    const updated = await site.store.update(databaseAvailabilityGroup, group.value, left)
    if (!updated.ok) return updated
    await forgetNetworks(updated.value, site)
    const back = { Identity: group.value.name, MailboxServer: name }
    return ok({ undo: [command('Add-DatabaseAvailabilityGroupServer', back)] })
  },
})

export function notMember({ name }: Group, server: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'ServerNotInGroup',
    `The server '${server}' isn't a member of the database availability group '${name}'.`,
    { target: 'MailboxServer' },
  )
}

export const groupMemberCmdlets = [addMember, removeMember]
