import { exchangeHostNames, publicAddressOf } from '@/lib/network'
import { type AskedRow, asked, type Checklist } from './checklist'
import { judgeInside, judgeOutside } from './split-dns/answer-rows'
import { findRecord } from './split-dns/record-row'
import { findZone, type SplitFacts } from './split-dns/zone-row'

function hostRows(facts: SplitFacts, host: string): readonly AskedRow[] {
  const { description, network } = facts
  const [inner, outer] = [description.exchange.address, publicAddressOf(description, 'exchange')]
  return [
    asked(
      {
        id: `zone-${host}`,
        name: `Zone ${host}`,
        note: 'primary, in Active Directory',
        expected: [host],
        requirement: 'Required',
      },
      findZone(facts, host),
    ),
    asked(
      {
        id: `record-${host}`,
        name: 'Host (A), name left blank',
        note: `in the zone ${host}`,
        expected: [inner],
        requirement: 'Required',
      },
      findRecord(facts, host),
    ),
    asked(
      {
        id: `inside-${host}`,
        name: 'Asked from inside',
        note: host,
        expected: [inner],
        requirement: 'Required',
      },
      network.lookup(host, 'A', 'inside').then((answer) => judgeInside(answer, inner)),
    ),
    asked(
      {
        id: `outside-${host}`,
        name: 'Asked from outside',
        note: host,
        expected: [outer],
        requirement: 'Optional',
      },
      network.lookup(host, 'A', 'internet').then((answer) => judgeOutside(answer, outer)),
    ),
  ]
}

/** One name for Exchange inside and outside: a zone named exactly as the host, and its own address. */
export function splitDnsChecklist(facts: SplitFacts): Checklist {
  return {
    id: 'split-dns',
    title: 'Split DNS',
    lead: 'People use the same name everywhere: in the office it leads to the intranet address of Exchange, outside to the public one.',
    columns: { name: 'What', expected: 'Set it to', found: 'Found', nothing: 'nothing' },
    rows: exchangeHostNames(facts.description).flatMap((host) => hostRows(facts, host)),
  }
}
