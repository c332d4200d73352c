import { expectedRecords, ownerName, providerZone, type ZoneRecord } from '@/lib/network'
import { type Command, command } from '@/lib/shell'
import type { DrillFacts } from './drill'

type Wanted = 'mail' | 'mx' | 'spf' | 'autodiscover'

/** The record at the provider that stands for one of those that should be there. */
export function providerRecord({ description, zones }: DrillFacts, wanted: Wanted): ZoneRecord | null {
  const domain = description.internetDomain
  const expected = expectedRecords(description).find(({ id }) => id === wanted)
  const found =
    expected &&
    providerZone({ zones }, domain)?.records.filter(
      ({ name, type }) => name === expected.name && type === expected.type,
    )
  const meant = wanted === 'spf' ? found?.filter(({ data }) => /^v=spf1\b/i.test(data)) : found
  return meant?.[0] ?? null
}

/** Whether the provider has anything at this name. */
export function hasName({ description, zones }: DrillFacts, relative: string): boolean {
  const domain = description.internetDomain
  const owner = ownerName(relative, domain)
  return (
    providerZone({ zones }, domain)?.records.some(({ name }) => ownerName(name, domain) === owner) ?? false
  )
}

export function setRecord(facts: DrillFacts, wanted: Wanted, data: string): Command {
  const Id = providerRecord(facts, wanted)?.id
  return command('Set-ProviderDnsRecord', { Zone: facts.description.internetDomain, Id, Data: data })
}

export function addRecord({ description }: DrillFacts, Name: string, Type: string, Data: string): Command {
  return command('Add-ProviderDnsRecord', { Zone: description.internetDomain, Name, Type, Data })
}
