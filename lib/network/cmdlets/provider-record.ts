import type { Site } from '@/lib/exchange'
import {
  type Cmdlet,
  type Command,
  cmdlet,
  command,
  enumeration,
  fail,
  mandatory,
  ok,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import { type EditableType, editableTypes, parseRecordData, parseRecordName } from '../record-data'
import { nextId, withRecords, type Zone, type ZoneRecord, zone } from '../zone'
import { clash, openProviderZone } from './open-zone'
import { domainName, timeToLiveSeconds } from './parameters'

/**
 * The domain name provider's own web form, as commands: there is no PowerShell for it, so these names are ours.
 * It checks the form of what is typed, as providers do, and takes what is well formed and wrong.
 */
const recordType = enumeration('String', ...editableTypes)

const defaultTtl = 3600

function shownRecord(domain: string, { id, name, type, ttl, data }: ZoneRecord): object {
  return { Zone: domain, Id: id, Name: name, Type: type, Data: data, TimeToLive: ttl }
}

function addCommand(domain: string, { id, name, type, ttl, data }: ZoneRecord): Command {
  return command('Add-ProviderDnsRecord', {
    Zone: domain,
    Name: name,
    Type: type,
    Data: data,
    TimeToLive: ttl,
    Id: id,
  })
}

function setCommand(domain: string, { id, name, type, ttl, data }: ZoneRecord): Command {
  return command('Set-ProviderDnsRecord', {
    Zone: domain,
    Id: id,
    Name: name,
    Type: type,
    Data: data,
    TimeToLive: ttl,
  })
}

/** A record from what was typed, or what is wrong with it, by the parameter at fault. */
function makeRecord(
  of: Zone,
  typed: { id: string; name: string; type: EditableType; data: string; ttl: number },
): Result<ZoneRecord> {
  const name = parseRecordName(typed.name, of.domain)
  if (!name.ok) return fail({ ...name.error, target: 'Name' })
  const data = parseRecordData(typed.type, typed.data, of.domain)
  if (!data.ok) return fail({ ...data.error, target: 'Data' })
  if (name.value.includes('_') && ['A', 'AAAA', 'MX'].includes(typed.type))
    return refuse(
      'InvalidArgument',
      'HostNameInvalid',
      `"${name.value}" has an underscore, which no computer's name has (RFC 1123 §2.1).`,
      {
        target: 'Name',
      },
    )
  const record = { id: typed.id, name: name.value, type: typed.type, ttl: typed.ttl, data: data.value }
  const reason = clash(
    of.records.filter(({ id }) => id !== typed.id),
    record,
  )
  return reason ? refuse('ResourceExists', reason.errorId, reason.message, { target: 'Name' }) : ok(record)
}

function findRecord(of: Zone, id: string): Result<ZoneRecord> {
  const found = of.records.find((record) => record.id === id)
  return found
    ? ok(found)
    : refuse('ObjectNotFound', 'RecordNotFound', `${of.domain} has no record with the id '${id}'.`, {
        target: 'Id',
        recommendedAction: `Get-ProviderDnsRecord -Zone ${of.domain} lists them; somebody may have removed it.`,
      })
}

const add = cmdlet<Site>()({
  name: 'Add-ProviderDnsRecord',
  synopsis:
    "Adds a record to the site's domain at the domain name provider; everyone on the Internet can ask for it.",
  parameters: {
    Zone: mandatory(domainName),
    Name: mandatory(text),
    Type: mandatory(recordType),
    Data: mandatory(text),
    TimeToLive: timeToLiveSeconds,
    Id: text,
  },
  async run({ Zone, Name, Type, Data, TimeToLive = defaultTtl, Id }, site) {
    const found = await openProviderZone(site, Zone)
    if (!found.ok) return found
    const { properties } = found.value
    if (Id !== undefined && properties.records.some(({ id }) => id === Id))
      return refuse('ResourceExists', 'RecordIdInUse', `The id '${Id}' is another record's.`, {
        target: 'Id',
      })
    const id = Id ?? nextId(properties.records)
    const record = makeRecord(properties, { id, name: Name, type: Type, data: Data, ttl: TimeToLive })
    if (!record.ok) return record
    await site.store.update(zone, found.value, withRecords(properties, [...properties.records, record.value]))
    return ok({
      output: [shownRecord(properties.domain, record.value)],
      undo: [command('Remove-ProviderDnsRecord', { Zone: properties.domain, Id: id })],
    })
  },
})

const set = cmdlet<Site>()({
  name: 'Set-ProviderDnsRecord',
  synopsis:
    "Changes a record of the site's domain at the domain name provider. What was asked before is kept until its TTL runs out.",
  parameters: {
    Zone: mandatory(domainName),
    Id: mandatory(text),
    Name: text,
    Type: recordType,
    Data: text,
    TimeToLive: timeToLiveSeconds,
  },
  async run({ Zone, Id, Name, Type, Data, TimeToLive }, site) {
    const found = await openProviderZone(site, Zone)
    if (!found.ok) return found
    const { properties } = found.value
    const before = findRecord(properties, Id)
    if (!before.ok) return before
    const { name, type, data, ttl } = before.value
    const record = makeRecord(properties, {
      id: Id,
      name: Name ?? name,
      type: Type ?? (type as EditableType),
      data: Data ?? data,
      ttl: TimeToLive ?? ttl,
    })
    if (!record.ok) return record
    const records = properties.records.map((one) => (one.id === Id ? record.value : one))
    await site.store.update(zone, found.value, withRecords(properties, records))
    return ok({
      output: [shownRecord(properties.domain, record.value)],
      undo: [setCommand(properties.domain, before.value)],
    })
  },
})

const remove = cmdlet<Site>()({
  name: 'Remove-ProviderDnsRecord',
  synopsis: "Removes a record from the site's domain at the domain name provider.",
  parameters: { Zone: mandatory(domainName), Id: mandatory(text) },
  async run({ Zone, Id }, site) {
    const found = await openProviderZone(site, Zone)
    if (!found.ok) return found
    const { properties } = found.value
    const gone = findRecord(properties, Id)
    if (!gone.ok) return gone
    const left = properties.records.filter(({ id }) => id !== Id)
    await site.store.update(zone, found.value, withRecords(properties, left))
    return ok({ undo: [addCommand(properties.domain, gone.value)] })
  },
})

const get = cmdlet<Site>()({
  name: 'Get-ProviderDnsRecord',
  synopsis: "Lists the records of the site's domain at the domain name provider.",
  reads: true,
  parameters: { Zone: mandatory(domainName) },
  async run({ Zone }, site) {
    const found = await openProviderZone(site, Zone)
    if (!found.ok) return found
    const { domain, records } = found.value.properties
    return ok({ output: records.map((record) => shownRecord(domain, record)) })
  },
})

export const providerRecordCmdlets: readonly Cmdlet<Site>[] = [add, set, remove, get]
