import { describe, expect, it } from 'vitest'
import type { SiteDescription } from '@/lib/essentials'
import { emptyZone, type Met, type SpfOutcome, type ZoneRecord } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import { printCommand } from '@/lib/shell'
import { answeredRows, stillToDo } from './checklist'
import { dnsRecordsChecklist } from './dns-records'
import { type Records, stubNetwork } from './testing/stub-network'

const right: Records = {
  'mail.contoso.com A': ['203.0.113.25'],
  'contoso.com MX': ['0 mail.contoso.com.'],
  'contoso.com TXT': ['v=spf1 a mx ~all'],
  '_autodiscover._tcp.contoso.com SRV': ['0 0 443 mail.contoso.com.'],
  '25.113.0.203.in-addr.arpa PTR': ['mail.contoso.com.'],
  '_dmarc.contoso.com TXT': ['v=DMARC1; p=none; rua=mailto:postmaster@contoso.com'],
}

interface Case {
  readonly change?: Records
  readonly old?: { records: Records; seconds: number }
  readonly wildcards?: readonly string[]
  readonly met?: Met
  readonly spf?: Partial<SpfOutcome>
  readonly description?: Partial<SiteDescription>
  readonly provider?: readonly ZoneRecord[]
}

async function checklist({ change, old, wildcards, met, spf, description, provider }: Case = {}) {
  const network = stubNetwork({ truth: { ...right, ...change }, old, wildcards, met, spf })
  const zones = [emptyZone('internet', 'contoso.com', ['ns1.registrar.example'], { records: provider ?? [] })]
  const facts = { description: contoso(description), network, zones, router: null }
  const rows = await answeredRows(dnsRecordsChecklist(facts))
  const required = rows.filter(({ requirement }) => requirement === 'Required')
  return { rows, required, done: stillToDo(rows) === 0 }
}

async function row(id: string, given: Case = {}) {
  const { rows } = await checklist(given)
  const found = rows.find((one) => one.id === id)
  if (!found) throw new Error(`no row ${id} among ${rows.map((one) => one.id)}`)
  return found
}

const record = (id: string, name: string, type: ZoneRecord['type'], data: string): ZoneRecord => ({
  id,
  name,
  type,
  ttl: 3600,
  data,
})

const shows = (...names: string[]): Met => ({
  kind: 'answered',
  server: 'EXCH01',
  address: '203.0.113.25',
  port: 443,
  banner: null,
  http: null,
  tls: {
    ok: true,
    protocol: 'TLSv1.2',
    certificate: {
      names,
      subject: `CN=${names[0]}`,
      notBefore: '2020-01-01T00:00:00.000Z',
      notAfter: '2030-01-01T00:00:00.000Z',
      issuer: 'CN=CA',
      selfSigned: false,
      trusted: true,
      chain: [],
    },
  },
})

describe('the DNS records', () => {
  it('are done when all four are there', async () => {
    const { required, done } = await checklist()
    expect(required.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['mail', 'Matches'],
      ['@', 'Matches'],
      ['@', 'Matches'],
      ['_autodiscover._tcp', 'Matches'],
    ])
    expect(done).toBe(true)
  })

  it('are to be created where there are none, each at a click', async () => {
    const { required, done } = await checklist({
      change: Object.fromEntries(Object.keys(right).map((key) => [key, []])),
    })
    expect(required.map(({ state, verdict }) => `${state}: ${verdict}`)).toEqual(
      Array(4).fill('pending: Not found yet'),
    )
    expect(required.map(({ repair }) => repair && printCommand(repair.command))).toEqual([
      "Add-ProviderDnsRecord -Zone 'contoso.com' -Name 'mail' -Type 'A' -Data '203.0.113.25'",
      "Add-ProviderDnsRecord -Zone 'contoso.com' -Name '@' -Type 'MX' -Data '0 mail.contoso.com.'",
      "Add-ProviderDnsRecord -Zone 'contoso.com' -Name '@' -Type 'TXT' -Data 'v=spf1 a mx ~all'",
      "Add-ProviderDnsRecord -Zone 'contoso.com' -Name '_autodiscover._tcp' -Type 'SRV' -Data '0 0 443 mail.contoso.com.'",
    ])
    expect(done).toBe(false)
  })

  it('that are right and not seen yet say how long the old answer lives', async () => {
    const old = { records: { ...right, 'mail.contoso.com A': ['203.0.113.99'] }, seconds: 3240 }
    const mail = await row('mail', { old })
    expect(mail).toMatchObject({ state: 'pending', verdict: 'Seen in 54 min', found: ['203.0.113.99'] })
    expect(mail.repair).toBeUndefined()
    expect(await row('mx', { old })).toMatchObject({ state: 'ok' })
  })

  it('that are wrong are told as wrong, whatever others still keep', async () => {
    const change = { 'mail.contoso.com A': ['203.0.113.99'] }
    expect(await row('mail', { change, old: { records: right, seconds: 60 } })).toMatchObject({
      verdict: 'Wrong address',
      found: ['203.0.113.99'],
    })
  })

  it('lead to the second address when Exchange has a connection of its own', async () => {
    const description = { connections: 'several' as const, publicAddresses: ['203.0.113.25', '203.0.113.26'] }
    expect(await row('mail', { description })).toMatchObject({
      expected: ['203.0.113.26'],
      verdict: 'Wrong address',
    })
  })
})

describe('the mail host', () => {
  it.each<[string, Case, string, RegExp]>([
    [
      'two addresses',
      { change: { 'mail.contoso.com A': ['203.0.113.25', '203.0.113.99'] } },
      'Several addresses',
      /astray/,
    ],
    [
      'a private address',
      { change: { 'mail.contoso.com A': ['192.168.0.3'] } },
      'Private address',
      /RFC 1918/,
    ],
    ['a shared address', { change: { 'mail.contoso.com A': ['100.64.3.4'] } }, 'Private address', /RFC 6598/],
    [
      'an alias',
      {
        change: {
          'mail.contoso.com A': [],
          'mail.contoso.com CNAME': ['webhost.example.'],
          'webhost.example A': ['203.0.113.25'],
        },
      },
      'Alias (CNAME)',
      /RFC 2181 §10\.3/,
    ],
    [
      'a doubled name',
      { change: { 'mail.contoso.com A': [], 'mail.contoso.com.contoso.com A': ['203.0.113.25'] } },
      'Doubled name',
      /mail\.contoso\.com\.contoso\.com/,
    ],
    ['only a wildcard', { wildcards: ['mail.contoso.com'] }, 'From a wildcard', /RFC 4592/],
  ])('with %s is found out', async (_, given, verdict, reason) => {
    const found = await row('mail', given)
    expect(found.verdict).toBe(verdict)
    expect(found.reason).toMatch(reason)
    expect(found.state).not.toBe('ok')
  })

  it('that has a doubled name is renamed at a click', async () => {
    const provider = [record('7', 'mail.contoso.com', 'A', '203.0.113.25')]
    const change = { 'mail.contoso.com A': [], 'mail.contoso.com.contoso.com A': ['203.0.113.25'] }
    const { repair } = await row('mail', { change, provider })
    expect(repair && printCommand(repair.command)).toBe(
      "Set-ProviderDnsRecord -Zone 'contoso.com' -Id '7' -Name 'mail' -Type 'A' -Data '203.0.113.25'",
    )
  })
})

describe('the MX record', () => {
  const mx = (...data: string[]): Case => ({ change: { 'contoso.com MX': data } })

  it.each<[string, Case, string, string, RegExp]>([
    ['to an address', mx('0 203.0.113.25.'), 'error', 'MX is an address', /RFC 5321 §5\.1/],
    [
      'to an alias',
      { change: { 'contoso.com MX': ['0 m.contoso.com.'], 'm.contoso.com CNAME': ['mail.contoso.com.'] } },
      'error',
      'MX is an alias',
      /RFC 2181 §10\.3/,
    ],
    [
      'to the mail host, which is an alias',
      { change: { 'mail.contoso.com CNAME': ['webhost.example.'] } },
      'error',
      'MX is an alias',
      /RFC 2181 §10\.3/,
    ],
    ['to another host', mx('0 mx.old.example.'), 'error', 'Another host', /mx\.old\.example/],
    [
      'with a doubled target',
      mx('0 mail.contoso.com.contoso.com.'),
      'error',
      'Doubled name',
      /added contoso\.com/,
    ],
    ['that wants no mail', mx('0 .'), 'error', 'No mail wanted', /RFC 7505/],
    ['with a preference', mx('10 mail.contoso.com.'), 'warning', 'Preference 10', /guide sets 0/],
    [
      'beside a worse one',
      mx('0 mail.contoso.com.', '20 mx.old.example.'),
      'warning',
      'Another MX too',
      /RFC 5321/,
    ],
    [
      'behind a better one',
      mx('10 mail.contoso.com.', '0 mx.old.example.'),
      'error',
      'Several MX',
      /RFC 5321/,
    ],
    [
      'beside an equal one',
      mx('0 mail.contoso.com.', '0 mx.old.example.'),
      'error',
      'Several MX',
      /RFC 5321/,
    ],
  ])('%s is found out', async (_, given, state, verdict, reason) => {
    const found = await row('mx', given)
    expect([found.state, found.verdict]).toEqual([state, verdict])
    expect(found.reason).toMatch(reason)
  })
})

describe('the SPF record', () => {
  const spf = (result: SpfOutcome['result'], ...data: string[]): Case => ({
    change: { 'contoso.com TXT': data },
    spf: { result, reason: `Receivers say ${result}.` },
  })

  it.each<[Case, string, string]>([
    [spf('permerror', 'v=spf1 a mx ~all', 'v=spf1 include:old.example ~all'), 'error', 'Two SPF records'],
    [spf('pass', 'v=spf1 a mx ~all', 'google-site-verification=abc'), 'ok', 'Matches'],
    [spf('softfail', 'v=spf1 a mx ~all'), 'pending', 'Waits for the others'],
    [spf('pass', 'v=spf1 mx -all'), 'ok', 'Names your server'],
    [spf('pass', 'v=spf1 ip4:203.0.113.0/24 ~all'), 'ok', 'Names your server'],
    [spf('fail', 'v=spf1 ip4:198.51.100.91 -all'), 'error', 'Does not name you'],
    [spf('softfail', 'v=spf1 ip4:198.51.100.91 ~all'), 'error', 'Does not name you'],
    [spf('neutral', 'v=spf1 ip4:198.51.100.91'), 'error', 'Does not name you'],
    [spf('pass', 'v=spf1 mx'), 'warning', 'No ~all'],
    [spf('pass', 'v=spf1 mx ?all'), 'warning', 'No ~all'],
    [spf('pass', 'v=spf1 mx +all'), 'error', 'Lets everyone send'],
    [spf('permerror', 'v=spf1 a, mx ~all'), 'error', 'SPF not readable'],
    [spf('permerror', 'v=spf1 ip4:203.0.113.999 ~all'), 'error', 'SPF not readable'],
    [spf('permerror', 'v=spf1 include:nobody.example ~all'), 'error', 'SPF fails'],
    [spf('temperror', 'v=spf1 include:slow.example ~all'), 'pending', 'Not known now'],
    [spf('none', 'v = spf1 a mx ~all'), 'error', 'Not an SPF record'],
    [spf('none', '“v=spf1 a mx ~all”'), 'error', 'Not an SPF record'],
    [spf('none', 'something else'), 'pending', 'Not found yet'],
  ])('as %j is judged', async (given, state, verdict) => {
    const found = await row('spf', given)
    expect([found.state, found.verdict]).toEqual([state, verdict])
  })

  it('that receivers cannot use says why, in their words', async () => {
    const found = await row('spf', spf('permerror', 'v=spf1 include:nobody.example ~all'))
    expect(found.reason).toMatch(/Receivers say permerror\./)
  })

  it('that is one of two is removed at a click, and it is the other one that goes', async () => {
    const provider = [
      record('1', '@', 'TXT', 'v=spf1 include:old.example ~all'),
      record('2', '@', 'TXT', 'v=spf1 a mx ~all'),
      record('3', '@', 'TXT', 'google-site-verification=abc'),
    ]
    const given = spf('permerror', 'v=spf1 a mx ~all', 'v=spf1 include:old.example ~all')
    const { repair } = await row('spf', { ...given, provider })
    expect(repair?.command).toMatchObject({ name: 'Remove-ProviderDnsRecord', arguments: { Id: '1' } })
  })
})

describe('autodiscover by the SRV record', () => {
  const srv = (...data: string[]): Case => ({ change: { '_autodiscover._tcp.contoso.com SRV': data } })

  it.each<[string, Case, string]>([
    ['another port', srv('0 0 80 mail.contoso.com.'), 'Port 80'],
    ['another target', srv('0 0 443 remote.contoso.com.'), 'Another host'],
    ['two records', srv('0 0 443 mail.contoso.com.', '0 0 443 remote.contoso.com.'), 'Several SRV'],
    [
      'a doubled name',
      {
        change: {
          '_autodiscover._tcp.contoso.com SRV': [],
          '_autodiscover._tcp.contoso.com.contoso.com SRV': ['0 0 443 mail.contoso.com.'],
        },
      },
      'Doubled name',
    ],
  ])('with %s is found out', async (_, given, verdict) => {
    expect(await row('autodiscover', given)).toMatchObject({ state: 'error', verdict })
  })

  it('is disturbed by an address at autodiscover, for which Outlook warns of the certificate', async () => {
    const change = { 'autodiscover.contoso.com A': ['203.0.113.25'] }
    const found = await row('autodiscover-host', { change, met: shows('mail.contoso.com') })
    expect(found).toMatchObject({ state: 'error', verdict: 'SRV and A both', found: ['203.0.113.25'] })
    expect(found.reason).toMatch(/certificate there is for mail\.contoso\.com/)
    expect(await row('autodiscover-host', { change, met: shows('*.contoso.com') })).toMatchObject({
      state: 'warning',
    })
  })

  it('is disturbed by a wildcard, which can be removed at a click', async () => {
    const found = await row('autodiscover-host', {
      change: { 'autodiscover.contoso.com A': ['198.51.100.81'] },
      wildcards: ['autodiscover.contoso.com'],
      provider: [record('9', '*', 'A', '198.51.100.81')],
    })
    expect(found).toMatchObject({ state: 'error', verdict: 'Wildcard catches it' })
    expect(found.repair?.command).toMatchObject({ name: 'Remove-ProviderDnsRecord', arguments: { Id: '9' } })
  })
})

describe('autodiscover by an address', () => {
  const description = { autodiscover: 'a' as const }
  const change = { 'autodiscover.contoso.com A': ['203.0.113.25'], '_autodiscover._tcp.contoso.com SRV': [] }

  it('needs a certificate with both names', async () => {
    const both = await checklist({
      description,
      change,
      met: shows('mail.contoso.com', 'autodiscover.contoso.com'),
    })
    expect(both.done).toBe(true)
    expect(
      await row('autodiscover-certificate', { description, change, met: shows('*.contoso.com') }),
    ).toMatchObject({
      state: 'ok',
    })
    const one = await row('autodiscover-certificate', { description, change, met: shows('mail.contoso.com') })
    expect(one).toMatchObject({ state: 'error', verdict: 'Name missing' })
    expect(one.reason).toMatch(/autodiscover\.contoso\.com/)
  })

  it('makes an SRV record needless', async () => {
    const found = await row('autodiscover-srv', {
      description,
      change: { 'autodiscover.contoso.com A': ['203.0.113.25'] },
    })
    expect(found).toMatchObject({ state: 'warning', verdict: 'SRV and A both', requirement: 'Optional' })
  })
})

describe('the reverse name', () => {
  const ptr = (...data: string[]): Case => ({ change: { '25.113.0.203.in-addr.arpa PTR': data } })
  const generic = '203-0-113-25.static.isp.example'

  it.each<[Case, string, string]>([
    [ptr('mail.contoso.com.'), 'ok', 'Matches'],
    [ptr(), 'warning', 'No reverse name'],
    [ptr('mail.elsewhere.example.'), 'warning', 'Leads elsewhere'],
    [{ change: { ...ptr('mx.contoso.com.').change, 'mx.contoso.com A': ['203.0.113.25'] } }, 'ok', 'Works'],
    [
      { change: { ...ptr(`${generic}.`).change, [`${generic} A`]: ['203.0.113.25'] } },
      'warning',
      'The provider’s name',
    ],
  ])('as %j is judged', async (given, state, verdict) => {
    expect(await row('reverse-name', given)).toMatchObject({ state, verdict, requirement: 'Recommended' })
  })
})

describe('the DMARC record', () => {
  const dmarc = (...data: string[]): Case => ({ change: { '_dmarc.contoso.com TXT': data } })

  it.each<[Case, string, string]>([
    [dmarc('v=DMARC1; p=none; rua=mailto:postmaster@contoso.com'), 'ok', 'Matches'],
    [dmarc('v=DMARC1;p=none;rua=mailto:a@contoso.com,mailto:b@reports.example!10m'), 'ok', 'Watches'],
    [dmarc('v=DMARC1; p=quarantine; pct=50'), 'ok', 'Sets forgeries aside'],
    [dmarc('v=DMARC1; p=reject; sp=none; adkim=s; aspf=r;'), 'ok', 'Refuses forgeries'],
    [dmarc('v=DMARC1; p=none'), 'warning', 'No reports'],
    [dmarc('v=DMARC1; rua=mailto:postmaster@contoso.com'), 'warning', 'No policy'],
    [dmarc('v=DMARC1; p=block'), 'warning', 'DMARC not readable'],
    [dmarc('v=DMARC1; p=none; p=reject'), 'warning', 'DMARC not readable'],
    [dmarc('v=DMARC1; p=none; rua=postmaster@contoso.com'), 'warning', 'DMARC not readable'],
    [dmarc('v=DMARC1, p=none'), 'warning', 'Not a DMARC record'],
    [dmarc('v=dmarc1; p=none'), 'warning', 'Not a DMARC record'],
    [dmarc('v=DMARC1; p=none', 'v=DMARC1; p=reject'), 'warning', 'Two DMARC records'],
    [dmarc('v=DMARC1; p=reject', 'something else'), 'ok', 'Refuses forgeries'],
    [dmarc(), 'pending', 'Not found yet'],
    [
      {
        change: {
          '_dmarc.contoso.com TXT': [],
          '_dmarc.contoso.com.contoso.com TXT': ['v=DMARC1; p=none'],
        },
      },
      'error',
      'Doubled name',
    ],
  ])('as %j is judged', async (given, state, verdict) => {
    expect(await row('dmarc', given)).toMatchObject({ state, verdict })
  })

  it('is added at a click, and its lack keeps nothing from being done', async () => {
    const { rows, done } = await checklist(dmarc())
    const repair = rows.find(({ id }) => id === 'dmarc')?.repair
    expect(repair && printCommand(repair.command)).toBe(
      "Add-ProviderDnsRecord -Zone 'contoso.com' -Name '_dmarc' -Type 'TXT' -Data 'v=DMARC1; p=none; rua=mailto:postmaster@contoso.com'",
    )
    expect(done).toBe(true)
  })
})

describe('the DKIM row', () => {
  it.each<[Records, string, string]>([
    [{}, 'neutral', 'Not signed'],
    [{ 'mail._domainkey.contoso.com TXT': ['v=DKIM1; k=rsa; p=MIGfMA0G'] }, 'ok', 'Key found'],
    [{ 'mail._domainkey.contoso.com TXT': ['k=rsa; p=MIGf MA0G'] }, 'ok', 'Key found'],
    [{ 'mail._domainkey.contoso.com TXT': ['v=DKIM1; p='] }, 'warning', 'Key taken back'],
    [{ 'mail._domainkey.contoso.com TXT': ['p="MIGf…"'] }, 'warning', 'Key not readable'],
    [{ '_domainkey.contoso.com A': [] }, 'ok', 'There is a key'],
  ])('with %j says what there is', async (change, state, verdict) => {
    expect(await row('dkim', { change })).toMatchObject({ state, verdict })
  })
})
