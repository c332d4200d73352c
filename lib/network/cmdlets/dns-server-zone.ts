import type { Site } from '@/lib/exchange'
import {
  type Cmdlet,
  type Command,
  cmdlet,
  command,
  enumeration,
  mandatory,
  ok,
  present,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { readWorld } from '../world'
import { emptyZone, type Zone, zone, zoneName } from '../zone'
import { addRecordCommand } from './add-record-command'
import { dnsServerName, openInsideZone } from './open-zone'
import { domainName } from './parameters'

function shownZone({ domain, replicationScope, dynamicUpdate }: Zone): object {
  return {
    ZoneName: domain,
    ZoneType: 'Primary',
    IsAutoCreated: false,
    IsDsIntegrated: replicationScope !== null,
    IsReverseLookupZone: false,
    IsSigned: false,
    ReplicationScope: replicationScope ?? 'None',
    DynamicUpdate: dynamicUpdate,
  }
}

function addZoneCommand({ domain, replicationScope, dynamicUpdate }: Zone): Command {
  return command('Add-DnsServerPrimaryZone', {
    Name: domain,
    ReplicationScope: replicationScope ?? undefined,
    ZoneFile: replicationScope ? undefined : `${domain}.dns`,
    DynamicUpdate: dynamicUpdate,
  })
}

const addPrimaryZone = cmdlet<Site>()({
  name: 'Add-DnsServerPrimaryZone',
  synopsis: 'Adds a primary zone to the DNS server on the Essentials server.',
  parameters: {
    Name: mandatory(domainName, 1),
    ReplicationScope: enumeration('String', 'Domain', 'Forest', 'Legacy'),
    ZoneFile: text,
    DynamicUpdate: enumeration('String', 'None', 'Secure', 'NonsecureAndSecure'),
    PassThru: switchParameter,
  },
  async run({ Name, ReplicationScope, ZoneFile, DynamicUpdate, PassThru }, site) {
    if ((ReplicationScope === undefined) === (ZoneFile === undefined))
      return refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        {
          recommendedAction:
            'Give either -ReplicationScope, to keep the zone in Active Directory, or -ZoneFile.',
        },
      )
    if (ZoneFile !== undefined && DynamicUpdate === 'Secure')
      return refuse(
        'InvalidArgument',
        'WIN32 9611',
        `Failed to create zone ${Name}: only zones in Active Directory take secure updates alone.`,
        {
          target: 'DynamicUpdate',
        },
      )
    const { description } = await readWorld(site)
    const server = await dnsServerName(site)
    const made = emptyZone(
      'inside',
      Name,
      [`${server}.${description?.localDomain ?? 'local'}`.toLowerCase()],
      {
        replicationScope: ReplicationScope ?? null,
        dynamicUpdate: DynamicUpdate ?? (ReplicationScope ? 'Secure' : 'None'),
      },
    )
    const stored = await site.store.insert(zone, zoneName('inside', Name), made)
    if (!stored.ok)
      return refuse(
        'ResourceExists',
        'WIN32 9609',
        `Failed to create zone ${Name} on server ${server}: it exists already.`,
        {
          target: 'Name',
          recommendedAction: `Add the record to the zone that is there, or remove it first: Remove-DnsServerZone ${Name}.`,
        },
      )
    return ok({
      output: PassThru ? [shownZone(made)] : [],
      undo: [command('Remove-DnsServerZone', { Name, Force: present })],
    })
  },
})

const removeZone = cmdlet<Site>()({
  name: 'Remove-DnsServerZone',
  synopsis: 'Removes a zone, with all its records, from the DNS server on the Essentials server.',
  parameters: { Name: mandatory(domainName, 1), Force: switchParameter, PassThru: switchParameter },
  async run({ Name }, site) {
    const found = await openInsideZone(site, Name, 'Name')
    if (!found.ok) return found
    const { description } = await readWorld(site)
    if (Name === description?.localDomain.toLowerCase())
      return refuse(
        'InvalidOperation',
        'ZoneIsDomain',
        `${Name} is the zone of the Active Directory domain: without it no computer finds the server.`,
        {
          target: 'Name',
        },
      )
    await site.store.remove(zone, found.value)
    const { properties } = found.value
    return ok({
      undo: [
        addZoneCommand(properties),
        ...properties.records.map((record) => addRecordCommand(properties.domain, record)),
      ],
    })
  },
})

const getZone = cmdlet<Site>()({
  name: 'Get-DnsServerZone',
  synopsis: 'Lists the zones of the DNS server on the Essentials server.',
  reads: true,
  parameters: { Name: { ...domainName, position: 1 } },
  async run({ Name }, site) {
    if (Name !== undefined) {
      const found = await openInsideZone(site, Name, 'Name')
      return found.ok ? ok({ output: [shownZone(found.value.properties)] }) : found
    }
    const zones = (await site.store.list(zone)).filter(({ properties }) => properties.view === 'inside')
    return ok({ output: zones.map(({ properties }) => shownZone(properties)) })
  },
})

export const dnsServerZoneCmdlets: readonly Cmdlet<Site>[] = [addPrimaryZone, removeZone, getZone]
