import { certificateCovers } from './certificate-covers'

/** Where a client meets a certificate. */
export type CertificatePlace = 'internet' | 'office' | 'smtp' | 'pop' | 'imap'

/** A name that the site uses, where it is used, and by what: `Outlook on the web`, `Remote Web Access`. */
export interface CertificateUse {
  readonly name: string
  readonly place: CertificatePlace
  readonly services: readonly string[]
}

/** As much of a certificate as a client looks at. */
export interface SeenCertificate {
  readonly names: readonly string[]
  /** ISO 8601. */
  readonly notBefore: string
  readonly notAfter: string
  readonly issuer: string
  readonly trusted: boolean
}

/** What was met when that place was asked for that name. */
export type Seen =
  | { readonly kind: 'shown'; readonly certificate: SeenCertificate }
  /** Nobody showed one, and why, in a sentence. */
  | { readonly kind: 'none'; readonly reason: string }

export type MatrixState =
  | 'covered'
  | 'expiring'
  | 'missing'
  | 'expired'
  | 'not valid yet'
  | 'untrusted'
  | 'none'

export interface MatrixCell {
  readonly state: MatrixState
  /** Two or three words. */
  readonly verdict: string
  /** What will break, and for whom; empty where nothing does. */
  readonly consequence: string
  readonly certificate: SeenCertificate | null
  readonly services: readonly string[]
}

export interface CertificateMatrix {
  readonly places: readonly CertificatePlace[]
  /** A cell for each place; null where the name is not used there. */
  readonly rows: readonly { readonly name: string; readonly cells: readonly (MatrixCell | null)[] }[]
}

const places: readonly CertificatePlace[] = ['internet', 'office', 'smtp', 'pop', 'imap']
const DAY = 86_400_000
const SOON = 30 * DAY

/** Every name that the site uses against the certificate that is shown for it. */
export function certificateMatrix(
  seen: readonly (CertificateUse & { readonly seen: Seen })[],
  now: Date,
): CertificateMatrix {
  const shown = places.filter((place) => seen.some((one) => one.place === place))
  const names = [...new Set(seen.map(({ name }) => name))]
  return {
    places: shown,
    rows: names.map((name) => ({
      name,
      cells: shown.map((place) => {
        const use = seen.find((one) => one.name === name && one.place === place)
        return use ? judgeUse(use, use.seen, now) : null
      }),
    })),
  }
}

/** Whether a client that wants `name` there is content with what it is shown, and what it does if not. */
export function judgeUse(use: CertificateUse, seen: Seen, now: Date): MatrixCell {
  const { services } = use
  if (seen.kind === 'none')
    return {
      state: 'none',
      verdict: 'No certificate',
      consequence: seen.reason,
      certificate: null,
      services,
    }
  const { certificate } = seen
  const state = stateOf(certificate, use.name, now)
  return {
    state,
    verdict: verdicts[state],
    consequence: consequenceOf(use, state),
    certificate,
    services,
  }
}

function stateOf(certificate: SeenCertificate, name: string, now: Date): MatrixState {
  const left = Date.parse(certificate.notAfter) - now.getTime()
  if (left <= 0) return 'expired'
  if (Date.parse(certificate.notBefore) > now.getTime()) return 'not valid yet'
  if (!certificateCovers(certificate.names, name)) return 'missing'
  if (!certificate.trusted) return 'untrusted'
  return left <= SOON ? 'expiring' : 'covered'
}

const verdicts: Readonly<Record<MatrixState, string>> = {
  covered: 'Covered',
  expiring: 'Expires soon',
  missing: 'Name missing',
  expired: 'Expired',
  'not valid yet': 'Not valid yet',
  untrusted: 'Not trusted',
  none: 'No certificate',
}

type Trouble = 'missing' | 'untrusted' | 'expired'

const consequences: Readonly<Record<CertificatePlace | 'remote', Readonly<Record<Trouble, string>>>> = {
  internet: {
    missing: 'Outlook and browsers warn that the name is another one, and phones refuse to connect.',
    untrusted: 'Outlook and browsers warn; phones refuse to connect, unless they are told to trust it.',
    expired: 'Outlook and browsers warn each time, and phones stop.',
  },
  office: {
    missing: 'Outlook in the office shows a security alert at each start.',
    untrusted: 'Outlook in the office shows a security alert, except on computers that are told to trust it.',
    expired: 'Outlook in the office shows a security alert at each start.',
  },
  smtp: {
    missing:
      'Mail still comes in: most servers encrypt without looking at the name. Those that do look (MTA-STS) do not deliver.',
    untrusted:
      'Mail still comes in: most servers encrypt without asking who issued it. Those that do (MTA-STS) do not deliver.',
    expired: 'Most servers go on encrypting; those that look at the date (MTA-STS) do not deliver.',
  },
  pop: {
    missing: 'Mail programs warn, or refuse to fetch mail.',
    untrusted: 'Mail programs warn, or refuse to fetch mail, until they are told to trust it.',
    expired: 'Mail programs warn, or refuse to fetch mail.',
  },
  imap: {
    missing: 'Mail programs and phones warn, or refuse to connect.',
    untrusted: 'Mail programs and phones warn, or refuse, until they are told to trust it.',
    expired: 'Mail programs and phones warn, or refuse to connect.',
  },
  remote: {
    missing: 'Browsers warn at Remote Web Access, and Remote Desktop refuses to connect.',
    untrusted:
      'Browsers warn at Remote Web Access; Remote Desktop connects only from computers that trust it.',
    expired: 'Browsers warn at Remote Web Access, and Remote Desktop refuses to connect.',
  },
}

export const remoteWebAccess = 'Remote Web Access'

function consequenceOf({ place, services }: CertificateUse, state: MatrixState): string {
  if (state === 'covered' || state === 'none') return ''
  if (state === 'expiring') return 'Nothing breaks yet: renew it before its last day.'
  const trouble = state === 'not valid yet' ? 'expired' : state
  return consequences[services.includes(remoteWebAccess) ? 'remote' : place][trouble]
}
