import {
  type Cmdlet,
  command,
  mandatory,
  type Outcome,
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
  folder,
} from '../../topology/availability-group'
import { since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { requireMailboxServer } from './find-copy'
import { notMember } from './group-member'
import { checkWitness } from './witness'

type Group = Stored<DatabaseAvailabilityGroup>

interface Members {
  readonly MailboxServer?: string | undefined
  readonly ActiveDirectorySite?: string | undefined
}

/** One member, or all of a site; every server here is in the one site that the domain has. */
async function membersMeant(
  group: Group,
  { MailboxServer, ActiveDirectorySite }: Members,
  site: Site,
): Promise<Result<readonly string[]>> {
  const { servers } = group.properties
  if (MailboxServer) {
    const server = await requireMailboxServer(site, MailboxServer)
    if (!server.ok) return server
    return servers.includes(server.value.name) ? ok([server.value.name]) : notMember(group, server.value.name)
  }
  return ActiveDirectorySite
    ? ok(servers)
    : refuse(
        'InvalidArgument',
        'MissingMandatoryParameter',
        'Name the member with -MailboxServer, or all members of a site with -ActiveDirectorySite.',
        { target: 'MailboxServer' },
      )
}

/** Only a group in datacenter activation mode keeps which of its members are in service (DagOnly). */
function activating(name: string, synopsis: string, stops: boolean): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    parameters: {
      Identity: piped(mandatory(text, 1)),
      MailboxServer: text,
      ActiveDirectorySite: text,
      ConfigurationOnly: switchParameter,
    },
    run: async ({ Identity, ...members }, site) => {
      const group = await requireObject(site, databaseAvailabilityGroup, Identity)
      if (!group.ok) return group
      const active = requireActivationMode(group.value)
      if (!active.ok) return active
      const meant = await membersMeant(group.value, members, site)
      return meant.ok ? bring(group.value, meant.value, stops, site) : meant
    },
  })
}

function requireActivationMode({ name, properties }: Group): Result<void> {
  return properties.datacenterActivationMode === 'DagOnly'
    ? ok(undefined)
    : refuse(
        'InvalidOperation',
        'DatacenterActivationModeOff',
        `The database availability group '${name}' isn't in datacenter activation mode.`,
        {
          target: 'Identity',
          recommendedAction: `Set-DatabaseAvailabilityGroup ${name} -DatacenterActivationMode DagOnly`,
        },
      )
}

async function bring(
  group: Group,
  members: readonly string[],
  stops: boolean,
  site: Site,
): Promise<Result<Outcome>> {
  const { stoppedServers } = group.properties
  const changed = members.filter((one) => stoppedServers.includes(one) !== stops)
  const next = stops
    ? [...stoppedServers, ...changed]
    : stoppedServers.filter((one) => !changed.includes(one))
  if (changed.length > 0) {
    const updated = await site.store.update(databaseAvailabilityGroup, group, { stoppedServers: next })
    if (!updated.ok) return updated
  }
  const back = stops ? 'Start-DatabaseAvailabilityGroup' : 'Stop-DatabaseAvailabilityGroup'
  return ok({ undo: changed.map((one) => command(back, { Identity: group.name, MailboxServer: one })) })
}

const restore = exchangeCmdlet({
  name: 'Restore-DatabaseAvailabilityGroup',
  synopsis: 'Takes the stopped members out of the cluster, so that the others have a majority.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    ActiveDirectorySite: text,
    AlternateWitnessServer: text,
    AlternateWitnessDirectory: folder,
    UsePrimaryWitnessServer: only(since('2013'), switchParameter),
  },
  run: async ({ Identity, AlternateWitnessServer, AlternateWitnessDirectory }, site) => {
    const group = await requireObject(site, databaseAvailabilityGroup, Identity)
    if (!group.ok) return group
    const active = requireActivationMode(group.value)
    if (!active.ok) return active
    const apart = checkWitness(AlternateWitnessServer, group.value.properties.servers)
    if (!apart.ok) return apart
    const { alternateWitnessServer, alternateWitnessDirectory } = group.value.properties
    const next = {
      alternateWitnessServer: AlternateWitnessServer ?? alternateWitnessServer,
      alternateWitnessDirectory: AlternateWitnessDirectory ?? alternateWitnessDirectory,
    }
    const updated = await site.store.update(databaseAvailabilityGroup, group.value, next)
    if (!updated.ok) return updated
    const back = {
      Identity: group.value.name,
      AlternateWitnessServer: alternateWitnessServer,
      AlternateWitnessDirectory: alternateWitnessDirectory,
    }
    const isSame = AlternateWitnessServer === undefined && AlternateWitnessDirectory === undefined
    return ok({ undo: isSame ? [] : [command('Set-DatabaseAvailabilityGroup', back)] })
  },
})

export const groupActivationCmdlets = [
  activating('Start-DatabaseAvailabilityGroup', 'Brings stopped members back into service.', false),
  activating('Stop-DatabaseAvailabilityGroup', 'Takes members out of service.', true),
  restore,
]
