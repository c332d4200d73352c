import { ok, type Result, refuse } from '@/lib/shell'
import { toCertificateName } from './dns-name'

/**
 * The names for a certificate's subjectAltName: each as certificates write it, once, in the order given. The
 * common name goes first where it is a host name, as New-ExchangeCertificate adds it to -DomainName.
 */
export function parseNames(commonName: string | null, names: readonly string[]): Result<string[]> {
  const parsed: string[] = []
  for (const typed of names) {
    const name = toCertificateName(typed.trim())
    if (name === null) return refuseName(typed)
    parsed.push(name)
  }
  const first = commonName && toCertificateName(commonName)
  const all = [...new Set(first ? [first, ...parsed] : parsed)]
  return all.length > 0 ? ok(all) : refuseNoName()
}

function refuseName(typed: string): Result<never> {
  return refuse('InvalidArgument', 'DomainNameInvalid', `"${typed}" is not a host name.`, {
    target: 'DomainName',
    recommendedAction:
      'Write names such as mail.contoso.com, autodiscover.contoso.com or *.contoso.com, without https:// and without a path.',
  })
}

function refuseNoName(): Result<never> {
  return refuse('InvalidArgument', 'DomainNameMissing', 'The certificate would be for no host name.', {
    target: 'DomainName',
    recommendedAction: 'Name at least one host, such as mail.contoso.com, there or as CN= in the subject.',
  })
}
