import { certificateCovers } from './certificate-covers'
import type { CertificateFacts } from './certificate-facts'
import { isInternalName } from './internal-name'

export interface CertificateFinding {
  readonly severity: 'error' | 'warning' | 'information'
  readonly id:
    | 'CertificateExpired'
    | 'CertificateNotYetValid'
    | 'CertificateExpiresSoon'
    | 'CertificateNameMissing'
    | 'CertificateSelfSigned'
    | 'CertificateInternalName'
    | 'CertificateSignatureWeak'
    | 'CertificateKeyWeak'
  readonly message: string
  readonly recommendedAction: string
}

/** The Best Practices Analyzer of Windows Server Essentials warns from here on. */
const WARN_DAYS = 30
const DAY = 24 * 60 * 60 * 1000

/**
 * What is wrong with using this certificate for `names` at the time `now`, the gravest kind first: its dates,
 * each name that it does not cover, who signed it, names that no public authority issues, weak algorithms.
 */
export function judgeCertificate(
  facts: CertificateFacts,
  { names, now }: { names: readonly string[]; now: Date },
): CertificateFinding[] {
  const findings = [
    ...judgeDates(facts, now),
    ...judgeNames(facts, names),
    ...judgeAlgorithms(facts),
    ...judgeIssuer(facts),
    ...judgeInternalNames(facts, names),
  ]
  const gravity = ['error', 'warning', 'information']
  return findings.toSorted((one, other) => gravity.indexOf(one.severity) - gravity.indexOf(other.severity))
}

const RENEW =
  'Renew it: create a new request with the same names, have it issued, complete it and assign the services to the new certificate.'

function judgeDates({ notBefore, notAfter }: CertificateFacts, now: Date): CertificateFinding[] {
  const left = Date.parse(notAfter) - now.getTime()
  if (left < 0) {
    const message = `The certificate expired on ${dayOf(notAfter)}.`
    return [{ severity: 'error', id: 'CertificateExpired', message, recommendedAction: RENEW }]
  }
  if (now.getTime() < Date.parse(notBefore)) {
    return [
      {
        severity: 'error',
        id: 'CertificateNotYetValid',
        message: `The certificate is not valid before ${dayOf(notBefore)}.`,
        recommendedAction: "Check the server's clock and time zone; if they are right, wait until that day.",
      },
    ]
  }
  if (left > WARN_DAYS * DAY) return []
  const days = Math.floor(left / DAY)
  const message = `The certificate expires on ${dayOf(notAfter)}, in ${days === 1 ? '1 day' : `${days} days`}.`
  return [{ severity: 'warning', id: 'CertificateExpiresSoon', message, recommendedAction: RENEW }]
}

function dayOf(iso: string): string {
  return iso.slice(0, 10)
}

function judgeNames(facts: CertificateFacts, names: readonly string[]): CertificateFinding[] {
  const missing = names.filter((name) => !certificateCovers(facts.names, name))
  return [...new Set(missing)].map((name) => ({
    severity: 'error',
    id: 'CertificateNameMissing',
    message: `The certificate does not cover ${name}; it is for ${facts.names.join(', ') || 'no host name'}.`,
    recommendedAction: isInternalName(name)
      ? `No public certification authority issues a certificate for ${name}: use a public name for this service, inside the network too.`
      : `Request a certificate that names ${name} too, or use one of its names for this service.`,
  }))
}

function judgeIssuer({ selfSigned, issuer }: CertificateFacts): CertificateFinding[] {
  if (!selfSigned) return []
  return [
    {
      severity: 'warning',
      id: 'CertificateSelfSigned',
      message: `The certificate is self-signed (${issuer}): no computer or phone trusts it by itself.`,
      recommendedAction:
        'Use a certificate of a public certification authority for names that clients connect to. Between your own servers a self-signed one is enough.',
    },
  ]
}

/** CA/Browser Forum Baseline Requirements 1.3, 9.2.1: none issued after 2015-11-01, the last revoked 2016-10-01. */
function judgeInternalNames(facts: CertificateFacts, wanted: readonly string[]): CertificateFinding[] {
  const internal = facts.names.filter(isInternalName)
  if (internal.length === 0) return []
  const needed = internal.some((name) => wanted.some((each) => certificateCovers([name], each)))
  return [
    {
      severity: needed && !facts.selfSigned ? 'warning' : 'information',
      id: 'CertificateInternalName',
      message: `The certificate holds internal names (${internal.join(', ')}), for which public certification authorities issue none since 2015-11-01.`,
      recommendedAction:
        'Plan to replace them: use the public names inside the network too, with a DNS zone there that points them to the internal addresses.',
    },
  ]
}

function judgeAlgorithms({ keyAlgorithm, signatureAlgorithm }: CertificateFacts): CertificateFinding[] {
  const findings: CertificateFinding[] = []
  if (/^(md5|sha1)/.test(signatureAlgorithm)) {
    findings.push({
      severity: 'error',
      id: 'CertificateSignatureWeak',
      message: `The certificate is signed with ${signatureAlgorithm}, which browsers have refused since 2017.`,
      recommendedAction: 'Request a new certificate; every certification authority signs with SHA-256 today.',
    })
  }
  const [algorithm, size] = keyAlgorithm.split(' ')
  if (algorithm?.startsWith('RSA') && Number(size) < 2048) {
    findings.push({
      severity: 'error',
      id: 'CertificateKeyWeak',
      message: `The certificate's key is ${keyAlgorithm}; anything below RSA 2048 is no longer accepted.`,
      recommendedAction: 'Request a new certificate with a key of 2048 bits or more.',
    })
  }
  return findings
}
