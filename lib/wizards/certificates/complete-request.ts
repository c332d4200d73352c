import { command, fileContent, ok, pipe } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts, nameOf } from '../certificate-facts'
import { answerIsMissing, textOf } from '../text'
import type { Wizard } from '../wizard'
import { enableCommand, serviceFields } from './service-fields'

export const completeCertificateRequest: Wizard<CertificateWizardFacts> = {
  id: 'complete-request',
  title: 'Complete the certificate request',
  finish: 'Complete the request',
  pages: [
    {
      id: 'answer',
      title: "The authority's answer",
      lead: ({ certificate }) =>
        certificate
          ? `The certificate that was issued for ${certificate.names.join(', ')} joins the key that waits here.`
          : 'The certificate that was issued joins the key that waits here.',
      fields: [
        {
          kind: 'file',
          name: 'path',
          label: 'Answer (.cer, .crt, .p7b)',
          parameter: 'FileData',
          accept: '.cer,.crt,.pem,.p7b,.p7c,.der',
          suggest: ({ answered, answerPath }) => (answered ? answerPath : ''),
          check: (value) => (value ? ok(value) : answerIsMissing('The file with the answer', 'FileData')),
        },
      ],
      checks: ({ certificate }) =>
        certificate?.pending
          ? []
          : [
              {
                id: 'pending',
                state: 'fail',
                title: 'No request waits for an answer',
                reason: 'Make a new certificate request first.',
              },
            ],
    },
    {
      id: 'services',
      title: 'Services',
      lead: 'What the certificate is shown for. It takes the place of the one that is shown now.',
      fields: serviceFields(false),
    },
  ],
  compile({ certificate }, answers) {
    const bring = command('Import-ExchangeCertificate', { FileData: fileContent(textOf(answers, 'path')) })
    const enable = enableCommand(answers)
    return {
      title: `Complete the request for ${certificate ? nameOf(certificate) : 'a certificate'}`,
      steps: [
        {
          title: enable ? 'Import the answer and use the certificate' : 'Import the answer',
          command: enable ? pipe(bring, enable) : bring,
        },
      ],
    }
  },
  next: () => [{ label: 'Configure the reverse proxy', href: '/network/proxy' }, ...backToCertificates()],
}
