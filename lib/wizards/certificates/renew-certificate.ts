import { type Command, command, pipe, present } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts, nameOf } from '../certificate-facts'
import { isOn } from '../text'
import type { Answers, Wizard } from '../wizard'
import { exportableField, namesField, namesOf } from './name-fields'
import { toRequestFile } from './written-files'

/** The names are given only where they differ: without them New-ExchangeCertificate takes over the old ones. */
function changedNames({ certificate }: CertificateWizardFacts, answers: Answers): string[] | undefined {
  const names = namesOf(answers)
  return names.join() === certificate?.names.join() ? undefined : names
}

function renewal(facts: CertificateWizardFacts, thumbprint: string, answers: Answers): Command {
  const get = command('Get-ExchangeCertificate', { Thumbprint: thumbprint })
  const taken = {
    DomainName: changedNames(facts, answers),
    PrivateKeyExportable: isOn(answers, 'exportable'),
  }
  const { certificate } = facts
  if (!certificate?.selfSigned)
    return toRequestFile(
      facts,
      pipe(get, command('New-ExchangeCertificate', { GenerateRequest: present, ...taken })),
    )
  const services = certificate.services.length > 0 ? [...certificate.services] : undefined
  return pipe(get, command('New-ExchangeCertificate', { ...taken, Services: services, Force: present }))
}

export const renewCertificate: Wizard<CertificateWizardFacts> = {
  id: 'renew-certificate',
  title: 'Renew the certificate',
  finish: 'Renew it',
  pages: [
    {
      id: 'names',
      title: 'Names',
      lead: ({ certificate }) =>
        certificate?.selfSigned
          ? `A new self-signed certificate takes the services of this one (${certificate.services.join(', ') || 'none'}) at once.`
          : 'A new request with a new key is made. This certificate goes on serving until the answer is imported.',
      checks: ({ certificate }) =>
        certificate?.pending
          ? [
              {
                id: 'pending',
                state: 'fail',
                title: 'This is a request, not a certificate yet',
                reason: 'Complete it with the answer of the authority.',
              },
            ]
          : [],
      fields: [
        { ...namesField(true, ({ certificate }) => certificate?.names ?? []), shown: isIssued },
        { ...namesField(false, ({ certificate }) => certificate?.names ?? []), shown: isSelfSigned },
        exportableField,
      ],
    },
  ],
  compile(facts, answers) {
    const { certificate } = facts
    const title = `Renew the certificate of ${certificate ? nameOf(certificate) : 'nobody'}`
    if (!certificate) return { title, steps: [] }
    return {
      title,
      steps: [
        {
          title: certificate.selfSigned
            ? 'Issue a new one in its place'
            : 'Make a request with the same subject',
          command: renewal(facts, certificate.thumbprint, answers),
        },
      ],
    }
  },
  next: ({ certificate }) =>
    certificate?.selfSigned
      ? backToCertificates()
      : [
          { label: 'Download the request', href: '/email/certificate-request' },
          {
            label: 'Have it signed by the example authority',
            href: '/do/submit-request?back=/email/certificates',
          },
          ...backToCertificates(),
        ],
}

function isSelfSigned({ certificate }: CertificateWizardFacts): boolean {
  return certificate?.selfSigned ?? false
}

function isIssued(facts: CertificateWizardFacts): boolean {
  return !isSelfSigned(facts)
}
