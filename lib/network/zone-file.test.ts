import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedZone } from './expected-records'
import { editableTypes, parseRecordData, parseRecordName } from './record-data'
import { contoso } from './testing/contoso'
import { emptyZone, nameServersOfProvider, type ZoneRecord } from './zone'
import { textStrings, zoneFile } from './zone-file'

const checker = spawnSync('named-checkzone', ['-v']).status === 0

/** BIND's own checker, without asking the network about hosts that are elsewhere. */
function check(domain: string, file: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'zone-')), 'zone')
  writeFileSync(path, file)
  const { status, stdout } = spawnSync('named-checkzone', ['-i', 'local', domain, path], { encoding: 'utf8' })
  return status === 0 ? 'OK' : stdout
}

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/)
const host = fc.tuple(label, label).map(([one, two]) => `${one}.${two}.example`)
const number = fc.nat(65_535)
const dataOf = {
  A: fc.ipV4(),
  AAAA: fc.ipV6(),
  MX: fc.tuple(number, host).map((parts) => parts.join(' ')),
  SRV: fc.tuple(number, number, number, host).map((parts) => parts.join(' ')),
  TXT: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }),
  CNAME: host,
} as const

/** A record as a person might type it, as far as the provider's form takes it. */
const record = fc.constantFrom(...editableTypes).chain((type) =>
  fc
    .record({ name: fc.oneof(label, fc.constantFrom('@', '*')), data: dataOf[type] })
    .map(({ name, data }) => {
      const [parsedName, parsedData] = [
        parseRecordName(name, 'contoso.com'),
        parseRecordData(type, data, 'contoso.com'),
      ]
      return parsedName.ok && parsedData.ok ? { name: parsedName.value, type, data: parsedData.value } : null
    }),
)

describe('a zone file', () => {
  it('holds the expected records with absolute names', () => {
    const lines = zoneFile(expectedZone(contoso())).split('\n')
    expect(lines).toContain('mail.contoso.com.\t3600\tIN\tA\t203.0.113.25')
    expect(lines).toContain('contoso.com.\t3600\tIN\tMX\t0 mail.contoso.com.')
    expect(lines).toContain('contoso.com.\t3600\tIN\tTXT\t"v=spf1 a mx ~all"')
    expect(lines).toContain('_autodiscover._tcp.contoso.com.\t3600\tIN\tSRV\t0 0 443 mail.contoso.com.')
  })

  it('cuts a long text into strings of 255 bytes and escapes what a zone file reads as its own', () => {
    expect(textStrings('a"b\\c é')).toBe('"a\\"b\\\\c \\195\\169"')
    expect(
      textStrings('x'.repeat(600))
        .match(/"x+"/g)
        ?.map((one) => one.length - 2),
    ).toEqual([255, 255, 90])
  })

  it.skipIf(!checker)(
    'of the expected records is accepted by named-checkzone (skipped where BIND is absent)',
    () => {
      for (const autodiscover of ['srv', 'a'] as const)
        expect(check('contoso.com', zoneFile(expectedZone(contoso({ autodiscover }))))).toBe('OK')
    },
  )

  it.skipIf(!checker)(
    'of whatever the provider takes is accepted by named-checkzone (skipped where BIND is absent)',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(fc.array(record, { maxLength: 8 }), (drawn) => {
          const records: ZoneRecord[] = []
          for (const one of drawn) {
            const alone = one && !records.some(({ name }) => name === one.name)
            if (alone && !(one.type === 'CNAME' && one.name === '@'))
              records.push({ ...one, id: String(records.length), ttl: 300 })
          }
          const file = zoneFile(emptyZone('internet', 'contoso.com', nameServersOfProvider, { records }))
          expect(check('contoso.com', file)).toBe('OK')
        }),
        { numRuns: 60 },
      )
    },
  )
})
