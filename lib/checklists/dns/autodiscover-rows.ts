import {
  autodiscoverHost,
  exchangeHostNames,
  providerZone,
  publicAddressOf,
  type RecordType,
} from '@/lib/network'
import { type AskedRow, asked, type Finding } from '../checklist'
import { judgeCertificateNames, judgeStrayHost } from './autodiscover'
import { dataOf, recordsAt, remove } from './finding'
import type { RecordFacts } from './record-row'

function removeAt(
  facts: RecordFacts,
  names: readonly string[],
  types: readonly RecordType[],
): Pick<Finding, 'repair'> {
  const zone = providerZone(facts, facts.description.internetDomain)
  const [stray] = recordsAt(zone, names, types)
  return zone && stray ? { repair: remove(zone, stray) } : {}
}

/** Only where there is something that should not be: an address at autodiscover beside the SRV record. */
export async function strayHost(facts: RecordFacts, host: string): Promise<Finding | null> {
  const { description, network } = facts
  const truth = await network.authoritative(host, 'A')
  const [address] = dataOf(truth, 'A')
  const met = address ? await network.connect(address, 443, 'internet', host) : null
  const finding = judgeStrayHost(host, truth, met)
  if (!finding) return null
  const names = truth.wildcard ? [`*.${description.internetDomain}`] : [host]
  return { ...finding, ...removeAt(facts, names, ['A', 'AAAA', 'CNAME']) }
}

/** With the A record: an SRV record that is left over. */
export async function leftOverSrv(facts: RecordFacts, name: string): Promise<Finding | null> {
  const found = dataOf(await facts.network.authoritative(name, 'SRV'), 'SRV')
  if (found.length === 0) return null
  return {
    found: found.map((data) => data.replace(/\.$/, '')),
    state: 'warning',
    verdict: 'SRV and A both',
    reason: 'Outlook connects to the autodiscover host and never comes to this record.',
    action: 'Keep one way: remove this record, or use it instead of the A record.',
    ...removeAt(facts, [name], ['SRV']),
  }
}

/** With the A record, the certificate that Exchange shows has to hold both names. */
export function autodiscoverCertificate({ description, network }: RecordFacts): AskedRow {
  const names = exchangeHostNames(description)
  const address = publicAddressOf(description, 'exchange')
  return asked(
    {
      id: 'autodiscover-certificate',
      name: 'Certificate',
      note: 'Subject alternative names',
      expected: names,
      cells: { type: 'SAN' },
      requirement: 'Required',
    },
    network
      .connect(address, 443, 'internet', autodiscoverHost(description))
      .then((met) => judgeCertificateNames(names, met)),
  )
}
