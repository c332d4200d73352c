import { command, present } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts } from '../certificate-facts'
import { isOn, textOf } from '../text'
import type { Wizard } from '../wizard'
import { exportableField, friendlyNameField, keySizeField, namesField, namesOf } from './name-fields'
import { serviceFields, servicesOf } from './service-fields'

export const selfSignedCertificate: Wizard<CertificateWizardFacts> = {
  id: 'self-signed-certificate',
  title: 'New self-signed certificate',
  finish: 'Issue the certificate',
  pages: [
    {
      id: 'names',
      title: 'Names',
      lead: 'Works at once and for five years. No computer or phone trusts it until it is told to.',
      fields: [namesField(false, ({ names }) => names), friendlyNameField, keySizeField, exportableField],
    },
    {
      id: 'services',
      title: 'Services',
      lead: 'What the certificate is shown for. It takes the place of the one that is shown now.',
      // Exchange gives a new self-signed certificate SMTP when no service is named.
      fields: serviceFields(true),
    },
  ],
  compile(_, answers) {
    const names = namesOf(answers)
    return {
      title: `Issue a self-signed certificate for ${names.join(', ')}`,
      steps: [
        {
          title: 'Issue the certificate and use it',
          command: command('New-ExchangeCertificate', {
            SubjectName: `CN=${names[0] ?? ''}`,
            DomainName: names,
            FriendlyName: textOf(answers, 'friendlyName') || undefined,
            KeySize: Number(textOf(answers, 'keySize')),
            PrivateKeyExportable: isOn(answers, 'exportable'),
            Services: [...servicesOf(answers)],
            Force: present,
          }),
        },
      ],
    }
  },
  next: backToCertificates,
}
