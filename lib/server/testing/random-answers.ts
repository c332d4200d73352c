import fc, { type GeneratorValue } from 'fast-check'
import { awkwardText } from '@/lib/shell/testing/awkward-text'
import { type Answers, checkAnswers, type Field, type Wizard, withSuggestions } from '@/lib/wizards'

/** What is typed into fields of these names; anything else gets words that scripts may stumble over. */
const typed: Readonly<Record<string, readonly string[]>> = {
  logonName: ['berta', "m.o'hara", 'x1', 'Jörg', 'a-b_c'],
  alias: ['berta', 'b.t', "o'hara", 'x1'],
  password: ["It's $5 `off` today", 'Winter-2026!', 'a"b’c;d|E9 #x', 'Zürich & Sons 1'],
  addresses: ['FrankM@contoso.com', 'FrankM@contoso.com\nfrank@contoso.com', 'f.m@contoso.com'],
  quota: ['1 GB', '512 MB', '10 GB', '2.5 GB'],
  issueWarningQuota: ['900 MB', '1 GB'],
  prohibitSendQuota: ['1 GB', '2 GB'],
  prohibitSendReceiveQuota: ['2 GB', '3 GB'],
  port: ['110', '995', '8443'],
  targetPort: ['110', '995', '443'],
  address: ['192.168.0.2', '192.168.0.1', '192.168.0.77'],
  publicAddress: ['203.0.113.25', ''],
  wanAddress: ['203.0.113.25', '203.0.113.99'],
  blockedPorts: ['', '25', '25,80'],
  name: ['@', 'www', 'mail2', '_sip._tcp', '*', 'a-b'],
  data: [
    '192.0.2.7',
    '2001:db8::7',
    '10 mx2.contoso.com',
    'v=spf1 a "b" -all',
    "it's; 100% $x",
    'www.contoso.com',
  ],
  ttl: ['60', '3600', '86400'],
  names: ['mail.contoso.com', 'mail.contoso.com\nautodiscover.contoso.com', 'remote.contoso.com'],
  subject: ['C=US, O=Contoso, CN=mail.contoso.com', "O=O'Hara & Söhne, CN=mail.contoso.com"],
  hostnames: ['mail.contoso.com', 'mail.contoso.com,autodiscover.contoso.com'],
  smartHost: ['smtp.example.net', '192.0.2.25', '[10.0.0.25]'],
  recipients: ['me@example.net', 'example.org, me@example.net'],
  domain: ['contoso.com', 'example.org'],
  host: ['mail.contoso.com', 'owa.contoso.com'],
  internalRange: ['192.168.0.0-192.168.0.255', '192.168.0.0/24'],
  firstName: ['Frank', 'Zoë', 'D’Arc', 'A "B"'],
  lastName: ['Miller', "O'Hara", 'von $Haus', ''],
  Organization: ['Contoso', "O'Hara & Söhne", 'a `b` $c'],
  InternetDomain: ['contoso.com', 'example.org'],
  LocalDomain: ['contoso.local', 'office.lan'],
  EssentialsServer: ['SRV01', 'DC-1'],
  EssentialsAddress: ['192.168.0.1', '192.168.0.3'],
  EssentialsInternetName: ['remote.contoso.com', 'remote.example.org'],
  ExchangeServer: ['EXCH01', 'MX'],
  ExchangeAddress: ['192.168.0.2', '192.168.0.4'],
  DhcpFrom: ['192.168.0.100', '192.168.0.50'],
  DhcpTo: ['192.168.0.200', '192.168.0.250'],
  PublicAddresses: ['203.0.113.25', '203.0.113.25, 203.0.113.26'],
  ExchangeInternetName: ['mail.contoso.com', 'post.contoso.com'],
  path: ['C:\\Certificates\\mail.pfx'],
  pfxPath: ['C:\\Certificates\\mail.pfx'],
}

const tries = 12

function answerOf<F>(field: Field<F>, facts: F, answers: Answers, g: GeneratorValue): string | boolean {
  if (field.kind === 'toggle') return g(fc.boolean)
  // Keys of 4096 bits are the same, and take their time.
  if (field.name === 'keySize') return '2048'
  if (field.kind === 'choice') {
    const offered = field.options(facts, answers).filter(({ disabled }) => !disabled)
    return offered.length > 0 ? g(fc.constantFrom, ...offered.map(({ value }) => value)) : ''
  }
  const words = typed[field.name]
  return words ? g(fc.constantFrom, ...words) : g(() => awkwardText)
}

/** The file's own password where one is read, and the same twice where it is set. */
function agree<F>(
  fields: readonly Field<F>[],
  given: Record<string, string | boolean>,
  ofFile: string,
): void {
  const has = (name: string) => fields.some((field) => field.name === name)
  if (has('path') && has('password')) given.password = ofFile
  if (has('pfxPath')) given.pfxPassword = ofFile
  if (has('confirmation') && given.password !== undefined) given.confirmation = given.password
}

/**
 * Answers that a wizard's own rules find nothing wrong with: some typed, some chosen, some as suggested. Null where
 * this wizard has none on this site.
 * @param filePassword of the PFX files on the site's drive
 */
export function randomAnswers<F>(
  wizard: Wizard<F>,
  facts: F,
  g: GeneratorValue,
  filePassword: string,
): Answers | null {
  const fields = wizard.pages.flatMap((page) => page.fields)
  const given: Record<string, string | boolean> = {}
  const typeInto = (wanted: readonly Field<F>[]) => {
    for (const field of wanted)
      given[field.name] = answerOf(field, facts, withSuggestions(wizard, facts, given), g)
    agree(fields, given, filePassword)
  }
  const needed = checkAnswers(wizard, facts, withSuggestions(wizard, facts, {})).map(({ field }) => field)
  typeInto(fields.filter(({ name }) => needed.includes(name) || g(fc.boolean)))
  for (let tried = 0; tried < tries; tried++) {
    const wrong = checkAnswers(wizard, facts, withSuggestions(wizard, facts, given)).map(({ field }) => field)
    if (wrong.length === 0) return withSuggestions(wizard, facts, given)
    for (const name of wrong) delete given[name ?? '']
    const again = checkAnswers(wizard, facts, withSuggestions(wizard, facts, given)).map(({ field }) => field)
    typeInto(fields.filter(({ name }) => again.includes(name)))
  }
  return null
}
