import type { NeighborSettings } from './neighbor'

/** A mail server of another organization. */
export interface NeighborHost {
  readonly name: string
  readonly address: string
  readonly preference: number
}

/** Another organization that mail goes to and comes from. */
export interface KnownNeighbor {
  readonly domain: string
  readonly organization: string
  /** What it is good for, in a sentence. */
  readonly does: string
  /** How it stands in DNS, where it does not stand there with its own servers. */
  readonly mx?: 'no domain' | 'null' | 'silent' | 'site'
  readonly hosts: readonly NeighborHost[]
  /** Names before the @; null: it takes mail for everybody. */
  readonly mailboxes: readonly string[] | null
  /** Takes mail to other domains, too, and hands it on: a provider's smart host for its customers. */
  readonly relays?: true
  /** Sends every message on to the same name at the site's own domain. */
  readonly forwardsBack?: true
  /** Answers with the code that stands in a mailbox's name: `code-5.7.1`. */
  readonly answersCodes?: true
  /** A server of long ago: neither 8BITMIME nor SMTPUTF8. */
  readonly plain?: true
  readonly initially?: Partial<NeighborSettings>
}

const one = (domain: string, lastByte: number, host = 'mail'): readonly NeighborHost[] => [
  { name: `${host}.${domain}`, address: `198.51.100.${lastByte}`, preference: 10 },
]

/** Microsoft's own fictitious companies at documentation addresses (RFC 5737): Exchange takes no mail for RFC 2606's names. */
export const knownNeighbors: readonly KnownNeighbor[] = [
  {
    domain: 'fabrikam.com',
    organization: 'Fabrikam',
    does: 'Takes mail for those it knows. The mailbox lena.ek is full for good, archive for the moment.',
    hosts: one('fabrikam.com', 25),
    mailboxes: ['j.park', 'lena.ek', 'archive', 'orders', 'invoices', 'someone'],
    initially: { fullMailboxes: ['lena.ek'], deferredMailboxes: ['archive'] },
  },
  {
    domain: 'adatum.com',
    organization: 'A. Datum Corporation',
    does: 'Takes mail for everybody, at two servers: the second one is for when the first is down.',
    hosts: [
      { name: 'mx1.adatum.com', address: '198.51.100.35', preference: 10 },
      { name: 'mx2.adatum.com', address: '198.51.100.36', preference: 20 },
    ],
    mailboxes: null,
  },
  {
    domain: 'tailspintoys.com',
    organization: 'Tailspin Toys',
    does: 'Greylists: who comes for the first time is asked to come again after five minutes.',
    hosts: one('tailspintoys.com', 40),
    mailboxes: null,
    initially: { greylisting: true },
  },
  {
    domain: 'wingtiptoys.com',
    organization: 'Wingtip Toys',
    does: 'Its disk is full: it takes nothing until there is room again.',
    hosts: one('wingtiptoys.com', 41),
    mailboxes: null,
    initially: { full: true },
  },
  {
    domain: 'woodgrovebank.com',
    organization: 'Woodgrove Bank',
    does: 'Refuses by policy: mail whose SPF record forbids the sender’s address, and addresses on its block list.',
    hosts: one('woodgrovebank.com', 42),
    mailboxes: null,
    initially: { refusePolicy: true },
  },
  {
    domain: 'southridgevideo.com',
    organization: 'Southridge Video',
    does: 'Drops the connection when it has the whole message, and never says whether it took it.',
    hosts: one('southridgevideo.com', 43),
    mailboxes: null,
    initially: { dropAt: 'Data' },
  },
  {
    domain: 'cohowinery.com',
    organization: 'Coho Winery',
    does: 'Is slow: some seconds before it greets, and again before it says that it took a message.',
    hosts: one('cohowinery.com', 44),
    mailboxes: null,
    initially: { delaySeconds: 3 },
  },
  {
    domain: 'proseware.com',
    organization: 'Proseware',
    does: 'Is not in DNS: nobody registered this domain (NXDOMAIN).',
    mx: 'no domain',
    hosts: [],
    mailboxes: [],
  },
  {
    domain: 'litwareinc.com',
    organization: 'Litware',
    does: 'Its MX record leads to an address where there is no computer: connections time out.',
    mx: 'silent',
    hosts: one('litwareinc.com', 46),
    mailboxes: [],
  },
  {
    domain: 'lucernepublishing.com',
    organization: 'Lucerne Publishing',
    does: 'Takes no mail at all and says so in DNS, by a null MX (RFC 7505).',
    mx: 'null',
    hosts: [],
    mailboxes: [],
  },
  {
    domain: 'margiestravel.com',
    organization: 'Margie’s Travel',
    does: 'Its MX record leads to this site by mistake: mail for it would come back here.',
    mx: 'site',
    hosts: [],
    mailboxes: [],
  },
  {
    domain: 'alpineskihouse.com',
    organization: 'Alpine Ski House',
    does: 'The mailbox hanna.moos is away and answers by itself; front.desk just takes mail.',
    hosts: one('alpineskihouse.com', 47),
    mailboxes: ['hanna.moos', 'front.desk'],
    initially: { autoReplyMailboxes: ['hanna.moos'] },
  },
  {
    domain: 'treyresearch.com',
    organization: 'Trey Research',
    does: 'Takes mail over TLS only (530 5.7.0 without STARTTLS).',
    hosts: one('treyresearch.com', 48),
    mailboxes: null,
    initially: { requireTls: true },
  },
  {
    domain: 'humongousinsurance.com',
    organization: 'Humongous Insurance',
    does: 'An old server that knows neither 8BITMIME nor SMTPUTF8.',
    hosts: one('humongousinsurance.com', 49),
    mailboxes: null,
    plain: true,
  },
  {
    domain: 'wideworldimporters.com',
    organization: 'Wide World Importers',
    does: 'Sends every message on to the same name at this site. Who forwards there has made a loop.',
    hosts: one('wideworldimporters.com', 55),
    mailboxes: null,
    forwardsBack: true,
  },
  {
    domain: 'consolidatedmessenger.com',
    organization: 'Consolidated Messenger',
    does: 'Answers with the code in the mailbox’s name: mail for code-5.7.1 is refused with 550 5.7.1, for code-4.3.2 it is put off with 451 4.3.2. Every other name takes mail.',
    hosts: one('consolidatedmessenger.com', 56),
    mailboxes: null,
    answersCodes: true,
  },
  {
    domain: 'isp.example',
    organization: 'The Internet Service Provider',
    does: 'A smart host: it takes mail from the site to every domain, and hands it on.',
    hosts: one('isp.example', 2),
    mailboxes: null,
    relays: true,
  },
  {
    domain: 'old.example',
    organization: 'The former mail provider',
    does: 'Still takes mail for its own domain, and for nobody else’s.',
    hosts: one('old.example', 91, 'mx'),
    mailboxes: null,
  },
]
