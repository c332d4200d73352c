import { command, fileContent, ok, pipe } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts } from '../certificate-facts'
import { answerIsMissing, isOn, textOf } from '../text'
import type { Field, Wizard } from '../wizard'
import { exportableField } from './name-fields'
import { enableCommand, serviceFields } from './service-fields'

export const pfxFields: readonly Field<CertificateWizardFacts>[] = [
  {
    kind: 'file',
    name: 'path',
    label: 'PFX file',
    parameter: 'FileData',
    accept: '.pfx,.p12',
    check: (value) => (value ? ok(value) : answerIsMissing('The PFX file', 'FileData')),
  },
  {
    kind: 'password',
    name: 'password',
    label: 'Password of the file',
    parameter: 'Password',
    autocomplete: 'off',
  },
]

export function fileName(path: string): string {
  return path.split('\\').at(-1) ?? path
}

export const importCertificate: Wizard<CertificateWizardFacts> = {
  id: 'import-certificate',
  title: 'Import a certificate',
  finish: 'Import the certificate',
  pages: [
    {
      id: 'file',
      title: 'PFX file',
      lead: 'A certificate with its private key, as another server exported it or an authority delivered it.',
      fields: [...pfxFields, exportableField],
    },
    {
      id: 'services',
      title: 'Services',
      lead: 'What the certificate is shown for. It takes the place of the one that is shown now.',
      fields: serviceFields(false),
    },
  ],
  compile(_, answers, secrets) {
    const path = textOf(answers, 'path')
    const bring = command('Import-ExchangeCertificate', {
      FileData: fileContent(path),
      Password: secrets('password', `Password of ${fileName(path)}`),
      PrivateKeyExportable: isOn(answers, 'exportable'),
    })
    const enable = enableCommand(answers)
    return {
      title: `Import ${fileName(path)}`,
      steps: [
        {
          title: enable ? 'Import the certificate and use it' : 'Import the certificate',
          command: enable ? pipe(bring, enable) : bring,
        },
      ],
    }
  },
  next: backToCertificates,
}
