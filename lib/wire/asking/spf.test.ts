import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Line, worldOf, zoneOf } from '../dns/dns-for-tests'
import { openNames } from './names-for-tests'
import { nameServer, reachOf } from './servers-for-tests'
import { evaluateSpf } from './spf'
import { wireNetwork } from './wire-network'

const ours = '203.0.113.25'
const others: readonly Line[] = [
  ['good', 'TXT', 'v=spf1 ip4:203.0.113.0/24 -all'],
  ['bad', 'TXT', 'v=spf1 ipv4:203.0.113.25 -all'],
  ['twice', 'TXT', 'v=spf1 -all'],
  ['twice', 'TXT', 'v=spf1 ~all'],
  ['loop', 'TXT', 'v=spf1 include:loop.spf.example -all'],
  ['list', 'TXT', 'v=spf1 exists:%{i}.%{d} -all'],
  ['203.0.113.25.list', 'A', '127.0.0.2'],
  ['25.113.0.203.reversed', 'A', '127.0.0.2'],
  ['a1', 'A', '198.51.100.7'],
  ...Array.from({ length: 12 }, (_, index): Line => [`n${index}`, 'TXT', 'v=spf1 ip4:192.0.2.1 -all']),
]

let names: Awaited<ReturnType<typeof openNames>>
beforeAll(async () => {
  names = await openNames(worldOf([]))
})
afterAll(() => names.close())

/** How contoso.com's texts come out for our address. */
async function evaluate(texts: readonly string[], { address = ours } = {}) {
  const lines: readonly Line[] = [
    ['@', 'MX', '0 mail.contoso.com.'],
    ['mail', 'A', ours],
    ['mail', 'AAAA', '2001:db8::25'],
    ...texts.map((text): Line => ['@', 'TXT', text]),
  ]
  await names.change(
    worldOf([zoneOf('internet', 'contoso.com', lines), zoneOf('internet', 'spf.example', others)]),
  )
  return wireNetwork({ settle: names.map, timeoutMs: 1000 }).spf('contoso.com', address)
}

const included = (count: number) =>
  `v=spf1 ${Array.from({ length: count }, (_, index) => `include:n${index}.spf.example`).join(' ')} ip4:${ours} -all`

const written: readonly (readonly [record: string, result: string, address?: string])[] = [
  ['v=spf1 mx -all', 'pass'],
  ['v=spf1 a:mail.contoso.com -all', 'pass'],
  ['v=spf1 ip4:203.0.113.25 -all', 'pass'],
  ['v=spf1 ip4:203.0.113.0/24 -all', 'pass'],
  ['V=SPF1 MX -ALL', 'pass'],
  ['v=spf1 mx -all', 'fail', '198.51.100.9'],
  ['v=spf1 ip4:198.51.100.9 ~all', 'softfail'],
  ['v=spf1 ?all', 'neutral'],
  ['v=spf1 ip4:198.51.100.9', 'neutral'],
  ['v=spf1 -mx ~all', 'fail'],
  ['v=spf1 ip6:2001:db8::/32 -all', 'pass', '2001:db8::25'],
  ['v=spf1 mx -all', 'pass', '2001:db8::25'],
  ['v=spf1 ip6:2001:db8::/32 -all', 'fail'],
  ['v=spf1 include:good.spf.example -all', 'pass'],
  ['v=spf1 include:good.spf.example ~all', 'softfail', '198.51.100.9'],
  ['v=spf1 redirect=good.spf.example', 'pass'],
  ['v=spf1 redirect=good.spf.example', 'fail', '198.51.100.9'],
  ['v=spf1 exists:%{i}.list.spf.example -all', 'pass'],
  ['v=spf1 exists:%{ir}.reversed.spf.example -all', 'pass'],
  ['v=spf1 exists:%{i}.list.spf.example -all', 'fail', '198.51.100.9'],
  ['v=spf1 include:list.spf.example -all', 'pass'],
  ['v=spf1 include:bad.spf.example -all', 'permerror'],
  ['v=spf1 include:twice.spf.example -all', 'permerror'],
  ['v=spf1 include:nowhere.spf.example -all', 'permerror'],
  ['v=spf1 redirect=nowhere.spf.example', 'permerror'],
  ['v=spf1 mx -al', 'permerror'],
  ['v=spf1 ip4:203.0.113.256 -all', 'permerror'],
  [included(10), 'pass'],
  [included(11), 'permerror'],
  ['v=spf1 include:loop.spf.example -all', 'permerror'],
  ['v=spf1 a:x.spf.example a:y.spf.example mx -all', 'pass'],
  ['v=spf1 a:x.spf.example a:y.spf.example a:z.spf.example mx -all', 'permerror'],
]

const cases = written.map(([record, result, address = ours]) => ({ record, result, address }))

describe('SPF', () => {
  it.each(cases)('$record is $result for $address', async ({ record, result, address }) => {
    const outcome = await evaluate([record], { address })
    expect([outcome.result, outcome.record]).toEqual([result, record])
  })

  it('is none where the domain has no record, whatever other texts it has', async () => {
    const outcome = await evaluate(['v=spf10 mx -all', 'google-site-verification=x'])
    expect(outcome).toMatchObject({ result: 'none', record: null, reason: 'contoso.com has no SPF record.' })
  })

  it('says which word is wrong, also behind one that matched', async () => {
    const { result, reason } = await evaluate(['v=spf1 mx ipv4:203.0.113.25 -all'])
    expect([result, reason]).toEqual([
      'permerror',
      '"ipv4:203.0.113.25" in the SPF record of contoso.com is nothing that SPF knows.',
    ])
    expect((await evaluate(['v=spf1 include:bad.spf.example -all'])).reason).toMatch(
      /record of bad\.spf\.example/,
    )
  })

  it('says that there are two records', async () => {
    expect(await evaluate(['v=spf1 mx -all', 'v=spf1 include:good.spf.example -all'])).toMatchObject({
      result: 'permerror',
      record: null,
      reason: 'contoso.com has more than one SPF record (RFC 7208 §4.5): join them to one.',
    })
  })

  it('counts the lookups, and says when they are too many', async () => {
    expect(await evaluate([included(10)])).toMatchObject({ lookups: 10 })
    expect((await evaluate([included(11)])).reason).toMatch(/more than 10 DNS lookups/)
    const voids = await evaluate(['v=spf1 a:x.spf.example a:y.spf.example a:z.spf.example mx -all'])
    expect([voids.voidLookups, voids.reason]).toEqual([3, expect.stringMatching(/More than 2 names/)])
  })

  it('names the domains whose records were read, and the one that has none', async () => {
    const { includes } = await evaluate(['v=spf1 include:good.spf.example redirect=twice.spf.example'])
    expect(includes).toEqual(['good.spf.example'])
    const none = await evaluate(['v=spf1 include:nowhere.spf.example -all'])
    expect(none).toMatchObject({
      includes: ['nowhere.spf.example'],
      reason: expect.stringMatching(/leads to nowhere/),
    })
  })

  it('is what the name servers say now, not what a resolver remembers', async () => {
    const network = wireNetwork({ settle: names.map, timeoutMs: 1000 })
    await evaluate(['v=spf1 -all'])
    await network.lookup('contoso.com', 'TXT', 'internet')
    expect((await evaluate(['v=spf1 mx -all'])).result).toBe('pass')
  })

  it('is temperror while a name server fails, in an include, too', async () => {
    const record = {
      type: 'TXT',
      name: 'contoso.com',
      ttl: 60,
      data: 'v=spf1 include:spf.example ~all',
    } as const
    const failing = await nameServer(({ questions: [question] = [] }) =>
      question?.name === 'contoso.com'
        ? question.type === 'TXT'
          ? { answers: [record] }
          : {}
        : { flags: 2 },
    )
    const reach = reachOf({ '198.51.100.1:53': failing }, { timeoutMs: 200 })
    const { result, reason } = await evaluateSpf(reach, { domain: 'contoso.com', address: ours })
    expect([result, reason]).toEqual([
      'temperror',
      'The name servers of spf.example give no answer (SERVFAIL).',
    ])
    await failing.close()
  })

  it.each([
    ['contoso.com', 'mail.contoso.com'],
    ['not a domain', ours],
    ['', ours],
    ['a\r\nb.com', ours],
  ])('is none for %j from %j', async (domain, address) => {
    const outcome = await wireNetwork({ settle: names.map }).spf(domain, address)
    expect([outcome.result, outcome.record]).toEqual(['none', null])
  })
})

const pyspf = spawnSync('python3', ['-c', 'import spf']).status === 0
if (!pyspf) console.warn('SKIPPED: the comparison with python3-spf, which this computer does not have.')

describe.skipIf(!pyspf)('python3-spf', () => {
  const program = `
import json, sys, spf
records, address = json.load(sys.stdin)
def lookup(name, qtype, tcpfallback=True, timeout=20):
    return [((name, qtype), tuple(value) if isinstance(value, list) else value) for value in records.get(name.lower() + ' ' + qtype, [])]
spf.DNSLookup = lookup
print(spf.query(i=address, s='postmaster@contoso.com', h='contoso.com', strict=1).check()[0])
`
  const lines = others.map(
    ([name, type, data]) => [`${name}.spf.example ${type}`, type === 'TXT' ? [data] : data] as const,
  )
  const zone = {
    'contoso.com MX': [[0, 'mail.contoso.com']],
    'mail.contoso.com A': [ours],
    ...Object.fromEntries(
      lines.map(([key]) => [key, lines.flatMap(([other, data]) => (other === key ? [data] : []))]),
    ),
  }

  it.each(cases.filter(({ address }) => !address.includes(':')))(
    'finds $record to be $result for $address',
    ({ record, result, address }) => {
      const input = JSON.stringify([{ ...zone, 'contoso.com TXT': [[record]] }, address])
      expect(execFileSync('python3', ['-c', program], { input, encoding: 'utf8' }).trim()).toBe(result)
    },
  )
})
