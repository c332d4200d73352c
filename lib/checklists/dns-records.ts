import { autodiscoverHost, expectedRecords, remoteRecord } from '@/lib/network'
import { type AskedRow, type Checklist, onlyIfFound } from './checklist'
import { autodiscoverCertificate, leftOverSrv, strayHost } from './dns/autodiscover-rows'
import { dkimRow, dmarcRow, reverseNameRow } from './dns/recommended-rows'
import { type RecordFacts, recordRow } from './dns/record-row'

/** Whichever way Outlook is led, the other one may stand in it. */
function autodiscoverRows(facts: RecordFacts): readonly AskedRow[] {
  const { description } = facts
  const host = autodiscoverHost(description)
  const srv = `_autodiscover._tcp.${description.internetDomain}`
  return description.autodiscover === 'srv'
    ? [
        onlyIfFound(
          {
            id: 'autodiscover-host',
            name: 'autodiscover',
            note: host,
            expected: [],
            cells: { type: 'A' },
            requirement: 'Required',
          },
          strayHost(facts, host),
        ),
      ]
    : [
        autodiscoverCertificate(facts),
        onlyIfFound(
          {
            id: 'autodiscover-srv',
            name: '_autodiscover._tcp',
            note: srv,
            expected: [],
            cells: { type: 'SRV' },
            requirement: 'Optional',
          },
          leftOverSrv(facts, srv),
        ),
      ]
}

/** People type this name, and the certificate authority looks it up before it signs. */
function remoteRow(facts: RecordFacts): readonly AskedRow[] {
  const record = remoteRecord(facts.description)
  return record ? [{ ...recordRow(facts, record), requirement: 'Recommended' }] : []
}

/** The records at the domain name provider, each looked up at the domain's own name servers and from outside. */
export function dnsRecordsChecklist(facts: RecordFacts): Checklist {
  const { description } = facts
  return {
    id: 'dns-records',
    title: `DNS records for ${description.internetDomain}`,
    lead: 'Create these records at your domain name provider. Each one is looked up at the domain’s own name servers, from outside your network.',
    columns: {
      name: 'Record',
      expected: 'Set it to',
      found: 'Found',
      more: [{ id: 'type', title: 'Type' }],
      nothing: 'no record',
    },
    rows: [
      ...expectedRecords(description).map((record) => recordRow(facts, record)),
      ...autodiscoverRows(facts),
      ...remoteRow(facts),
      reverseNameRow(facts),
      dmarcRow(facts),
      dkimRow(facts),
    ],
  }
}
