import { command } from '@/lib/shell'
import { backToCertificates, type CertificateWizardFacts } from '../certificate-facts'
import { textOf } from '../text'
import type { Field, Wizard } from '../wizard'
import { fileName, pfxFields } from './import-certificate'

const parameters: Readonly<Record<string, string>> = {
  path: 'CertificatePath',
  password: 'CertificateFilePassword',
}

const fields = pfxFields.map(
  (field): Field<CertificateWizardFacts> => ({
    ...field,
    parameter: parameters[field.name],
    ...(field.name === 'path' && { suggest: ({ pfxPath }: CertificateWizardFacts) => pfxPath }),
  }),
)

export const remoteCertificate: Wizard<CertificateWizardFacts> = {
  id: 'remote-certificate',
  title: 'Certificate of Remote Web Access',
  finish: 'Use this certificate',
  pages: [
    {
      id: 'file',
      title: 'PFX file',
      lead: ({ remoteName }) =>
        `The Essentials server shows it for ${remoteName}. It has to hold this name, and its private key. The one that was exported from Exchange Server does, if ${remoteName} was among its names.`,
      fields,
    },
  ],
  compile({ remoteName }, answers, secrets) {
    const path = textOf(answers, 'path')
    return {
      title: `Give ${remoteName} a certificate`,
      steps: [
        {
          title: `Show the certificate in ${fileName(path)} for ${remoteName}`,
          command: command('Set-WssDomainNameConfiguration', {
            DomainName: remoteName,
            CertificatePath: path,
            CertificateFilePassword: secrets('password', `Password of ${fileName(path)}`),
          }),
        },
      ],
    }
  },
  next: backToCertificates,
}
