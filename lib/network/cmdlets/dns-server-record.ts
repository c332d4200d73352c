import type { Site, Stored } from '@/lib/exchange'
import {
  type Cmdlet,
  cmdlet,
  command,
  enumeration,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  present,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { type EditableType, editableTypes, parseRecordData, parseRecordName } from '../record-data'
import { nextId, withRecords, type Zone, type ZoneRecord, zone } from '../zone'
import { addRecordCommand } from './add-record-command'
import { clash, dnsServerName, openInsideZone } from './open-zone'
import { domainName, ipv4, ipv6, printTimeSpan, timeSpan, uint16 } from './parameters'

/** What a zone gives to records that say nothing of it: one hour. */
const defaultTtl = 3600

function shownRecord({ name, type, ttl, data }: ZoneRecord): object {
  return { HostName: name, RecordType: type, Timestamp: 0, TimeToLive: printTimeSpan(ttl), RecordData: data }
}

interface Wanted {
  readonly zoneName: string
  readonly name: string
  readonly type: EditableType
  readonly data: readonly string[]
  readonly ttl: number
  readonly passThru: boolean
}

function recordExists(name: string, domain: string, server: string, message: string): Result<never> {
  return refuse(
    'ResourceExists',
    'WIN32 9711',
    `Failed to create resource record ${name} in zone ${domain} on server ${server}. ${message}`,
    { target: 'Name' },
  )
}

/** The records that are asked for, or why they cannot stand in this zone. */
function wantedRecords(of: Zone, wanted: Wanted, server: string): Result<readonly ZoneRecord[]> {
  const name = parseRecordName(wanted.name, of.domain)
  if (!name.ok) return name
  const records = [...of.records]
  for (const typed of wanted.data) {
    const data = parseRecordData(wanted.type, typed, of.domain)
    if (!data.ok) return data
    const record = { name: name.value, type: wanted.type, ttl: wanted.ttl, data: data.value }
    const reason = clash(records, record)
    if (reason) return recordExists(name.value, of.domain, server, reason.message)
    records.push({ id: nextId(records), ...record })
  }
  return ok(records.slice(of.records.length))
}

async function addRecords(site: Site, wanted: Wanted): Promise<Result<Outcome>> {
  const found = await openInsideZone(site, wanted.zoneName, 'ZoneName')
  if (!found.ok) return found
  const { properties } = found.value
  const added = wantedRecords(properties, wanted, await dnsServerName(site))
  if (!added.ok) return added
  await site.store.update(zone, found.value, withRecords(properties, [...properties.records, ...added.value]))
  return ok({
    output: wanted.passThru ? added.value.map(shownRecord) : [],
    undo: added.value.map(({ name, type, data }) =>
      command('Remove-DnsServerResourceRecord', {
        ZoneName: properties.domain,
        Name: name,
        RRType: type,
        RecordData: data,
        Force: present,
      }),
    ),
  })
}

const common = {
  ZoneName: mandatory(domainName, 1),
  Name: mandatory(text, 2),
  TimeToLive: timeSpan,
  AllowUpdateAny: switchParameter,
  CreatePtr: switchParameter,
  PassThru: switchParameter,
}

const addA = cmdlet<Site>()({
  name: 'Add-DnsServerResourceRecordA',
  synopsis:
    "Adds a host record to a zone of the DNS server on the Essentials server; '@' is the zone itself.",
  parameters: { ...common, IPv4Address: mandatory(multiValued(ipv4), 3) },
  run: ({ ZoneName, Name, IPv4Address, TimeToLive = defaultTtl, PassThru = false }, site) =>
    addRecords(site, {
      zoneName: ZoneName,
      name: Name,
      type: 'A',
      data: IPv4Address,
      ttl: TimeToLive,
      passThru: PassThru,
    }),
})

/** The record that the switches ask for; each type has its own parameters. */
const addRecord = cmdlet<Site>()({
  name: 'Add-DnsServerResourceRecord',
  synopsis: 'Adds a record of any kind to a zone of the DNS server on the Essentials server.',
  parameters: {
    ...common,
    A: switchParameter,
    AAAA: switchParameter,
    MX: switchParameter,
    Srv: switchParameter,
    Txt: switchParameter,
    CName: switchParameter,
    IPv4Address: ipv4,
    IPv6Address: ipv6,
    MailExchange: text,
    Preference: uint16,
    DomainName: text,
    Priority: uint16,
    Weight: uint16,
    Port: uint16,
    DescriptiveText: text,
    HostNameAlias: text,
  },
  async run(bound, site) {
    const { ZoneName, Name, TimeToLive = defaultTtl, PassThru = false } = bound
    const kinds: readonly (readonly [
      boolean | undefined,
      EditableType,
      readonly (string | number | undefined)[],
    ])[] = [
      [bound.A, 'A', [bound.IPv4Address]],
      [bound.AAAA, 'AAAA', [bound.IPv6Address]],
      [bound.MX, 'MX', [bound.Preference, bound.MailExchange]],
      [bound.Srv, 'SRV', [bound.Priority, bound.Weight, bound.Port, bound.DomainName]],
      [bound.Txt, 'TXT', [bound.DescriptiveText]],
      [bound.CName, 'CNAME', [bound.HostNameAlias]],
    ]
    const [kind, ...others] = kinds.filter(([chosen]) => chosen)
    const parts = kind?.[2] ?? []
    if (!kind || others.length > 0 || parts.includes(undefined))
      return refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        {
          recommendedAction:
            'Give one of -A, -AAAA, -MX, -Srv, -Txt and -CName, and the values that belong to it.',
        },
      )
    return addRecords(site, {
      zoneName: ZoneName,
      name: Name,
      type: kind[1],
      data: [parts.join(' ')],
      ttl: TimeToLive,
      passThru: PassThru,
    })
  },
})

function matching(
  of: Zone,
  name: string,
  type: EditableType | undefined,
  data: string | undefined,
): readonly ZoneRecord[] {
  const parsedData = data === undefined || !type ? null : parseRecordData(type, data, of.domain)
  const exact = parsedData?.ok ? parsedData.value : data
  return of.records.filter(
    (record) =>
      record.name === name &&
      (!type || record.type === type) &&
      (exact === undefined || record.data === exact),
  )
}

async function findRecords(
  site: Site,
  { properties }: Stored<Zone>,
  Name: string,
  type?: EditableType,
  data?: string,
): Promise<Result<readonly ZoneRecord[]>> {
  const name = parseRecordName(Name, properties.domain)
  if (!name.ok) return name
  const found = matching(properties, name.value, type, data)
  return found.length > 0
    ? ok(found)
    : refuse(
        'ObjectNotFound',
        'WIN32 9701',
        `Failed to get ${name.value} record in ${properties.domain} zone on ${await dnsServerName(site)} server.`,
        {
          target: 'Name',
          recommendedAction: `Get-DnsServerResourceRecord -ZoneName ${properties.domain} lists them.`,
        },
      )
}

const recordType = enumeration('String', ...editableTypes)

const removeRecord = cmdlet<Site>()({
  name: 'Remove-DnsServerResourceRecord',
  synopsis: 'Removes the records of a name and type from a zone of the DNS server on the Essentials server.',
  parameters: {
    ZoneName: mandatory(domainName, 1),
    RRType: mandatory(recordType, 2),
    Name: mandatory(text, 3),
    RecordData: { ...text, position: 4 },
    Force: switchParameter,
  },
  async run({ ZoneName, RRType, Name, RecordData }, site) {
    const found = await openInsideZone(site, ZoneName, 'ZoneName')
    if (!found.ok) return found
    const { properties } = found.value
    const gone = await findRecords(site, found.value, Name, RRType, RecordData)
    if (!gone.ok) return gone
    const left = properties.records.filter((record) => !gone.value.includes(record))
    await site.store.update(zone, found.value, withRecords(properties, left))
    return ok({ undo: gone.value.map((record) => addRecordCommand(properties.domain, record)) })
  },
})

const getRecord = cmdlet<Site>()({
  name: 'Get-DnsServerResourceRecord',
  synopsis: 'Lists the records of a zone of the DNS server on the Essentials server.',
  reads: true,
  parameters: {
    ZoneName: mandatory(domainName, 1),
    Name: { ...text, position: 2 },
    RRType: recordType,
  },
  async run({ ZoneName, Name, RRType }, site) {
    const found = await openInsideZone(site, ZoneName, 'ZoneName')
    if (!found.ok) return found
    if (Name !== undefined) {
      const records = await findRecords(site, found.value, Name, RRType)
      return records.ok ? ok({ output: records.value.map(shownRecord) }) : records
    }
    const records = found.value.properties.records.filter(({ type }) => !RRType || type === RRType)
    return ok({ output: records.map(shownRecord) })
  },
})

export const dnsServerRecordCmdlets: readonly Cmdlet<Site>[] = [addA, addRecord, removeRecord, getRecord]
