import { type CertificatePlace, certificateCovers } from '@/lib/network'
import { absent, command } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts, nameOf } from '../certificate-facts'
import type { Check, Wizard } from '../wizard'

/** Where the certificate of a service of Exchange is met. */
const placesOf: Readonly<Record<string, readonly CertificatePlace[]>> = {
  IIS: ['office'],
  SMTP: ['smtp'],
  POP: ['pop'],
  IMAP: ['imap'],
}

/** What stops, in sentences; none for a certificate that serves nothing. */
export function lossesOf({ certificate, uses }: CertificateWizardFacts): readonly string[] {
  return (certificate?.services ?? []).map((service) => {
    const names = uses
      .filter(
        ({ place, name }) =>
          placesOf[service]?.includes(place) && certificateCovers(certificate?.names ?? [], name),
      )
      .map(({ name }) => name)
    return names.length > 0
      ? `${service} has no certificate for ${names.join(', ')} any more.`
      : `${service} has no certificate of its own any more.`
  })
}

function checks(facts: CertificateWizardFacts): readonly Check[] {
  const { certificate } = facts
  if (certificate?.internalTransport)
    return [
      {
        id: 'transport',
        state: 'fail',
        title: 'It is the internal transport certificate',
        reason: 'Without it the Microsoft Exchange Transport service stops. Give SMTP to another one first.',
      },
    ]
  return lossesOf(facts).map((loss, index) => ({ id: `loss-${index}`, state: 'warn', title: loss }))
}

export const removeCertificate: Wizard<CertificateWizardFacts> = {
  id: 'remove-certificate',
  title: 'Remove the certificate',
  finish: 'Remove it',
  pages: [
    {
      id: 'confirm',
      title: 'What is lost',
      lead: ({ certificate }) =>
        certificate?.pending
          ? `The request for ${nameOf(certificate)} and its key are removed for good. An answer that is still to come will be of no use.`
          : `The certificate of ${certificate ? nameOf(certificate) : ''} and its private key are removed for good. To keep them, export them as a PFX first.`,
      checks,
      fields: [],
    },
  ],
  compile({ certificate }) {
    const title = `Remove the certificate of ${certificate ? nameOf(certificate) : 'nobody'}`
    if (!certificate) return { title, steps: [] }
    const remove = command('Remove-ExchangeCertificate', {
      Thumbprint: certificate.thumbprint,
      Confirm: absent,
    })
    return { title, steps: [{ title: 'Remove it with its private key', command: remove }] }
  },
  next: backToCertificates,
}
