import { command, present } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts } from '../certificate-facts'
import { isOn, textOf } from '../text'
import type { Wizard } from '../wizard'
import {
  exportableField,
  friendlyNameField,
  keySizeField,
  namesField,
  namesOf,
  subjectField,
} from './name-fields'
import { toRequestFile } from './written-files'

export const requestCertificate: Wizard<CertificateWizardFacts> = {
  id: 'request-certificate',
  title: 'New certificate request',
  finish: 'Make the request',
  pages: [
    {
      id: 'names',
      title: 'Names',
      lead: 'An authority signs a certificate for these names. The key is made here and stays here.',
      fields: [namesField(true, ({ names }) => names), subjectField],
    },
    {
      id: 'key',
      title: 'Key',
      fields: [keySizeField, exportableField, friendlyNameField],
    },
  ],
  compile(facts, answers) {
    const names = namesOf(answers)
    const make = command('New-ExchangeCertificate', {
      GenerateRequest: present,
      SubjectName: textOf(answers, 'subject'),
      DomainName: names,
      FriendlyName: textOf(answers, 'friendlyName') || undefined,
      KeySize: Number(textOf(answers, 'keySize')),
      PrivateKeyExportable: isOn(answers, 'exportable'),
    })
    return {
      title: `Request a certificate for ${names.join(', ')}`,
      steps: [{ title: 'Make the key and the request', command: toRequestFile(facts, make) }],
    }
  },
  next: () => [
    { label: 'Download the request', href: '/email/certificate-request' },
    { label: 'Have it signed by the example authority', href: '/do/submit-request?back=/email/certificates' },
    ...backToCertificates(),
  ],
}
