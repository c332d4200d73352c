import { command } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts, nameOf } from '../certificate-facts'
import type { Check, Wizard } from '../wizard'
import { exportTo } from './written-files'

function checks({ certificate }: CertificateWizardFacts): readonly Check[] {
  return certificate?.pending
    ? []
    : [
        {
          id: 'pending',
          state: 'fail',
          title: 'There is no pending request',
          reason: 'Make a new certificate request first.',
        },
      ]
}

export const submitRequest: Wizard<CertificateWizardFacts> = {
  id: 'submit-request',
  title: 'Have the request signed',
  finish: 'Submit the request',
  pages: [
    {
      id: 'authority',
      title: 'The example authority',
      lead: ({ certificate }) =>
        certificate
          ? `The Example Certificate Authority of the simulated Internet looks up ${certificate.names.join(', ')} in the public DNS. Each has to lead to this site. A real authority asks the same, and takes minutes.`
          : '',
      fields: [],
      checks,
    },
  ],
  compile(facts) {
    const { certificate, requestPath, answerPath } = facts
    const title = `Have the certificate for ${certificate ? nameOf(certificate) : 'nobody'} signed`
    if (!certificate) return { title, steps: [] }
    return {
      title,
      steps: [
        {
          title: 'Write the request to a file',
          command: exportTo(requestPath, facts, { Thumbprint: certificate.thumbprint }),
        },
        {
          title: 'Submit it to the Example Certificate Authority',
          command: command('Submit-CertificateRequest', { RequestFile: requestPath, OutFile: answerPath }),
        },
      ],
    }
  },
  next: ({ certificate }) => [
    {
      label: 'Complete the request with the answer',
      href: `/do/complete-request?for=${certificate?.thumbprint ?? ''}&back=/email/certificates`,
    },
    ...backToCertificates(),
  ],
}
