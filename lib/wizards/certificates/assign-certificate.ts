import { backToCertificates, type CertificateWizardFacts, nameOf } from '../certificate-facts'
import type { Check, Wizard } from '../wizard'
import { enableCommand, serviceFields } from './service-fields'

function checks({ certificate }: CertificateWizardFacts): readonly Check[] {
  if (certificate?.pending)
    return [
      {
        id: 'pending',
        state: 'fail',
        title: 'This is a request, not a certificate yet',
        reason: 'Complete it with the answer of the authority first.',
      },
    ]
  if (certificate?.expired)
    return [
      {
        id: 'expired',
        state: 'fail',
        title: 'The certificate has expired',
        reason: 'Exchange gives no service to it. Renew it.',
      },
    ]
  if (certificate?.services.length === 4)
    return [{ id: 'all', state: 'fail', title: 'It serves all services already' }]
  return []
}

export const assignServices: Wizard<CertificateWizardFacts> = {
  id: 'assign-services',
  title: 'Assign services to the certificate',
  finish: 'Assign the services',
  pages: [
    {
      id: 'services',
      title: 'Services',
      lead: ({ certificate }) =>
        certificate && certificate.services.length > 0
          ? `It serves ${certificate.services.join(', ')} now, and goes on until another certificate takes its place.`
          : 'The certificate takes the place of the one that is shown now.',
      checks,
      fields: serviceFields(true),
    },
  ],
  compile({ certificate }, answers) {
    const title = `Assign services to the certificate of ${certificate ? nameOf(certificate) : 'nobody'}`
    const enable = certificate && enableCommand(answers, certificate.thumbprint)
    return {
      title,
      steps: enable ? [{ title: 'Use the certificate for these services', command: enable }] : [],
    }
  },
  next: backToCertificates,
}
