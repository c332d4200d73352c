import { ok, present, refuse } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts, exportedFile, nameOf } from '../certificate-facts'
import { passwordFields } from '../password-fields'
import type { Wizard } from '../wizard'
import { exportTo } from './written-files'

const shortest = 8

export const exportCertificate: Wizard<CertificateWizardFacts> = {
  id: 'export-certificate',
  title: 'Export the certificate',
  finish: 'Export it',
  pages: [
    {
      id: 'password',
      title: 'Password of the file',
      lead: ({ certificate }) =>
        `The PFX file holds the certificate for ${certificate?.names.join(', ') ?? ''}, its chain and its private key. Whoever has the file and the password is this site to everybody: keep them apart, and delete the file when it is where it belongs.`,
      checks: ({ certificate }) =>
        certificate?.exportable
          ? []
          : [
              {
                id: 'exportable',
                state: 'fail',
                title: 'The private key may not be exported',
                reason:
                  'It was made or imported without that permission. Use the PFX that it came from, or renew it with a key that may be exported.',
              },
            ],
      fields: passwordFields<CertificateWizardFacts>({
        label: 'Password',
        confirmation: 'Password again',
        parameter: 'Password',
        hint: () => `At least ${shortest} characters. Whoever imports the file is asked for it.`,
        check: (value) =>
          String(value).length >= shortest
            ? ok(value)
            : refuse('InvalidArgument', 'PasswordTooShort', 'The password is too short.', {
                target: 'Password',
                recommendedAction: `Use at least ${shortest} characters.`,
              }),
      }),
    },
  ],
  compile(facts, _, secrets) {
    const { certificate } = facts
    const title = `Export the certificate of ${certificate ? nameOf(certificate) : 'nobody'}`
    if (!certificate) return { title, steps: [] }
    const args = {
      Thumbprint: certificate.thumbprint,
      BinaryEncoded: present,
      Password: secrets('password', 'Password of the PFX'),
    }
    return {
      title,
      steps: [
        {
          title: 'Write the PFX file',
          command: exportTo(exportedFile(certificate.thumbprint), facts, args),
        },
      ],
    }
  },
  next: ({ certificate }) => [
    {
      label: 'Download the PFX',
      href: `/email/certificates/pfx?thumbprint=${certificate?.thumbprint ?? ''}`,
    },
    { label: 'Configure the reverse proxy', href: '/do/configure-proxy?back=/network/proxy' },
    { label: 'Use it for Remote Web Access', href: '/do/remote-certificate?back=/email/certificates' },
    ...backToCertificates(),
  ],
}
