import { describe, expect, it } from 'vitest'
import { type Analysis, analyze, type Examined, everyTest, faultsIn, findAnalysis, type Step } from '.'
import {
  type Change,
  certificateOf,
  essentialsPage,
  exchangePage,
  mailServer,
  proxy,
  publicAddress,
  strangerAt,
} from './testing/green-contoso'

function analysis(id: string): Analysis {
  const found = findAnalysis(id)
  if (!found) throw new Error(`There is no analysis ${id}`)
  return found
}

const notPassed = (steps: readonly Step[]) =>
  steps.filter(({ state }) => state === 'fail' || state === 'warn').map(({ title, cause }) => [title, cause])

const smtp = `${publicAddress}:25`
const https = `${publicAddress}:443`

describe('a stranger at a site where all is in order', () => {
  it.each(everyTest().map(({ analysis, from }) => [analysis.id, from, analysis] as const))(
    'finds nothing wrong: %s, from %s',
    async (_, from, one) => {
      expect(notPassed(await analyze(one, strangerAt(), from))).toEqual([])
    },
  )

  it('gets the settings of a mailbox, and may read them', async () => {
    const user = { address: 'FrankM@contoso.com', password: 'Winter-2026!' }
    const steps = await analyze(analysis('autodiscover'), { ...strangerAt(), user })
    expect(notPassed(steps)).toEqual([])
    expect(steps.find(({ id }) => id === 'verdict')?.answered).toContain('SRV')
  })
})

/** What is changed, which analysis sees it, and what it calls it: the first fault of all. */
const faults: readonly (readonly [string, Change, string, string])[] = [
  ['no MX record', { internet: { 'contoso.com MX': undefined } }, 'inbound-smtp', 'mx-missing'],
  [
    'an MX record to a former provider',
    { internet: { 'contoso.com MX': ['10 mx.old.example.'] } },
    'inbound-smtp',
    'mx-wrong',
  ],
  [
    'an MX record that is mended, and still remembered',
    {
      internet: { 'contoso.com MX': ['10 mx.old.example.'] },
      truth: { 'contoso.com MX': ['0 mail.contoso.com.'] },
    },
    'inbound-smtp',
    'old-answer',
  ],
  [
    'an MX record to an address',
    { internet: { 'contoso.com MX': ['0 203.0.113.25.'] } },
    'inbound-smtp',
    'mx-is-address',
  ],
  [
    'a backup server elsewhere',
    { internet: { 'contoso.com MX': ['0 mail.contoso.com.', '10 mx.old.example.'] } },
    'inbound-smtp',
    'mx-foreign',
  ],
  [
    'a host record to a private address',
    { internet: { 'mail.contoso.com A': ['192.168.0.3'] } },
    'inbound-smtp',
    'address-private',
  ],
  [
    'a host record to somebody else',
    { internet: { 'mail.contoso.com A': ['198.51.100.9'] } },
    'inbound-smtp',
    'address-wrong',
  ],
  ['port 25 alone silent', { outsidePlaces: { [smtp]: undefined } }, 'inbound-smtp', 'port-blocked'],
  [
    'every port silent',
    { outsidePlaces: { [smtp]: undefined, [https]: undefined } },
    'inbound-smtp',
    'double-nat',
  ],
  ['port 443 alone silent', { outsidePlaces: { [https]: undefined } }, 'outlook-on-the-web', 'no-forward'],
  ['port 25 refused', { outsidePlaces: { [smtp]: 'refused' } }, 'inbound-smtp', 'service-stopped'],
  [
    'strangers turned away',
    { outsidePlaces: { [smtp]: withReply('MAIL', '530 5.7.1 Client was not authenticated') } },
    'inbound-smtp',
    'anonymous-refused',
  ],
  [
    'a domain that is not accepted',
    { outsidePlaces: { [smtp]: withReply('RCPT', '550 5.7.1 Unable to relay') } },
    'inbound-smtp',
    'domain-not-accepted',
  ],
  [
    'an open relay',
    { outsidePlaces: { [smtp]: withReply('RCPT', '250 2.1.5 Recipient OK') } },
    'inbound-smtp',
    'open-relay',
  ],
  [
    'no encryption',
    { outsidePlaces: { [smtp]: withReply('EHLO', '250-mail.contoso.com\n250 SIZE') } },
    'inbound-smtp',
    'starttls-missing',
  ],
  [
    'a greeting with the name inside',
    { outsidePlaces: { [smtp]: { ...mailServer, greeting: '220 EXCH01.contoso.local ready' } } },
    'inbound-smtp',
    'greeting-name',
  ],
  [
    'no reverse name',
    { internet: { '25.113.0.203.in-addr.arpa PTR': undefined } },
    'outbound-smtp',
    'ptr-missing',
  ],
  [
    'a reverse name that leads nowhere',
    { internet: { '25.113.0.203.in-addr.arpa PTR': ['line-25.isp.example.'] } },
    'outbound-smtp',
    'ptr-unconfirmed',
  ],
  [
    'two SPF records',
    {
      internet: { 'contoso.com TXT': ['v=spf1 a mx ~all', 'v=spf1 include:old.example ~all'] },
      spf: { result: 'permerror', record: null },
    },
    'outbound-smtp',
    'spf-two-records',
  ],
  ['an SPF record without the site', { spf: { result: 'fail' } }, 'outbound-smtp', 'spf-not-allowed'],
  ['no SPF record', { spf: { result: 'none', record: null } }, 'outbound-smtp', 'spf-missing'],
  [
    'port 25 blocked on the way out',
    { insidePlaces: { '198.51.100.25:25': undefined } },
    'outbound-smtp',
    'port-25-outgoing',
  ],
  [
    'a catch-all record',
    {
      internet: { 'autodiscover.contoso.com A': ['198.51.100.81'] },
      wildcards: ['autodiscover.contoso.com'],
    },
    'autodiscover',
    'catch-all',
  ],
  [
    'an SRV record to the name inside',
    { internet: { '_autodiscover._tcp.contoso.com SRV': ['0 0 443 exch01.contoso.local.'] } },
    'autodiscover',
    'autodiscover-srv-wrong',
  ],
  [
    'no record for Autodiscover',
    { internet: { '_autodiscover._tcp.contoso.com SRV': undefined } },
    'autodiscover',
    'autodiscover-missing',
  ],
  [
    'an expired certificate',
    shown(certificateOf(['mail.contoso.com'], { notAfter: '2026-11-01T00:00:00.000Z' })),
    'outlook-on-the-web',
    'certificate-expired',
  ],
  ['a missing name', shown(certificateOf(['exch01.contoso.local'])), 'active-sync', 'certificate-name'],
  [
    'a self-signed certificate',
    shown(certificateOf(['mail.contoso.com'], { selfSigned: true, trusted: false })),
    'outlook',
    'certificate-untrusted',
  ],
  [
    'a certificate for the last days',
    shown(certificateOf(['mail.contoso.com'], { notAfter: '2026-12-01T00:00:00.000Z' })),
    'web-services',
    'certificate-expires-soon',
  ],
  [
    'a proxy that does not know the name',
    { outsidePlaces: { [https]: { ...proxy, page: essentialsPage } } },
    'outlook-on-the-web',
    'proxy-name',
  ],
  [
    'a proxy that does not know the name, where the gateway answers as Outlook Anywhere would',
    { outsidePlaces: { [https]: { ...proxy, page: essentialsPage } } },
    'outlook',
    'proxy-name',
  ],
  ['Exchange stopped behind the proxy', status(502), 'web-services', 'proxy-target'],
  ['an application pool that is stopped', status(503), 'outlook-on-the-web', 'service-stopped'],
  [
    'port 443 at the wrong server',
    { outsidePlaces: { [https]: { ...proxy, page: exchangePage } } },
    'remote-web-access',
    'wrong-forward',
  ],
  ['the gateway stopped', gateway(503), 'remote-web-access', 'remote-desktop-gateway-stopped'],
  ['the DNS server inside silent', { servers: { '192.168.0.2': null } }, 'inside', 'dns-service-stopped'],
  ['no split DNS', { inside: { 'mail.contoso.com A': [publicAddress] } }, 'inside', 'split-zone-missing'],
  [
    'a split zone that leads elsewhere',
    {
      inside: {
        'mail.contoso.com A': ['192.168.0.77'],
        'mail.contoso.com SOA': ['essentials.contoso.local. hostmaster.contoso.local. 1 2 3 4 5'],
      },
    },
    'inside',
    'split-zone-wrong',
  ],
  [
    'a split zone with the name of the domain',
    {
      inside: {
        'contoso.com SOA': ['essentials.contoso.local. hostmaster.contoso.local. 1 2 3 4 5'],
        'www.contoso.com A': undefined,
      },
    },
    'inside',
    'split-zone-too-wide',
  ],
]

function withReply(verb: string, reply: string): typeof mailServer {
  return {
    ...mailServer,
    replies: (line) => (line.startsWith(verb) ? reply : (mailServer.replies?.(line) ?? null)),
  }
}

function shown(certificate: ReturnType<typeof certificateOf>): Change {
  return { outsidePlaces: { [https]: { ...proxy, certificate: () => certificate } } }
}

function status(code: number): Change {
  return { outsidePlaces: { [https]: { ...proxy, page: () => ({ status: code }) } } }
}

function gateway(code: number): Change {
  const page: typeof proxy.page = (url, method, signedIn) =>
    url.pathname.startsWith('/rpc')
      ? { status: code }
      : (proxy.page?.(url, method, signedIn) ?? { status: 404 })
  return { outsidePlaces: { [https]: { ...proxy, page } } }
}

describe('a stranger names what is wrong, without seeing the site’s own tables', () => {
  it.each(faults)('%s', async (_, change, id, fault) => {
    const one = analysis(id)
    const steps = await analyze(one, strangerAt(change))
    const bad = steps.filter(({ state }) => state === 'fail' || state === 'warn')
    expect(faultsIn(bad)[0]).toBe(fault)
  })

  it('says of an account that may not synchronize that it is protected', async () => {
    const page: typeof proxy.page = (url, method, signedIn) =>
      method === 'OPTIONS' && signedIn ? { status: 500 } : exchangePage(url, method, signedIn)
    const user = { address: 'admin@contoso.com', password: 'Winter-2026!' }
    const examined: Examined = { ...strangerAt({ outsidePlaces: { [https]: { ...proxy, page } } }), user }
    const steps = await analyze(analysis('active-sync'), examined)
    expect(faultsIn(steps)).toEqual(['protected-group'])
    expect(steps.at(-1)?.cause).toContain('admin@contoso.com')
  })

  it('says what a password does that is wrong', async () => {
    const user = { address: 'FrankM@contoso.com', password: 'wrong' }
    const page: typeof proxy.page = (url, method) => exchangePage(url, method, false)
    const examined: Examined = { ...strangerAt({ outsidePlaces: { [https]: { ...proxy, page } } }), user }
    expect(faultsIn(await analyze(analysis('active-sync'), examined))).toEqual(['credentials-wrong'])
    expect(faultsIn(await analyze(analysis('autodiscover'), examined))).toEqual(['credentials-wrong'])
  })

  it('goes no further than the step that fails', async () => {
    const steps = await analyze(
      analysis('outlook-on-the-web'),
      strangerAt({ internet: { 'mail.contoso.com A': undefined } }),
    )
    expect(steps.map(({ state }) => state)).toEqual(['fail', 'skipped', 'skipped', 'skipped', 'skipped'])
  })
})

describe('live mode', () => {
  it('does not take silence at one’s own address for a fault: the router may not lead back inside', async () => {
    const examined: Examined = { ...strangerAt({ outsidePlaces: { [https]: undefined } }), live: true }
    const steps = await analyze(analysis('outlook-on-the-web'), examined)
    expect(steps.map(({ state }) => state)).toEqual(['pass', 'warn', 'skipped', 'skipped', 'skipped'])
    expect(faultsIn(steps)).toEqual(['hairpin'])
    expect(steps[1]?.cause).toContain('cannot be judged from inside your network')
  })

  it('connects to nobody else’s mail server', async () => {
    const network = strangerAt().network
    const examined: Examined = {
      ...strangerAt(),
      live: true,
      network: {
        ...network,
        connect: async () => {
          throw new Error('connected')
        },
      },
    }
    const steps = await analyze(analysis('outbound-smtp'), examined)
    expect(steps.find(({ id }) => id === 'port-25')?.state).toBe('skipped')
  })
})
