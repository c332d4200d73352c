import { certificateCovers } from '@/lib/network'
import type { Step } from '@/lib/runbooks/runbook'
import { command, fileContent, ok, pipe, present, refuse } from '@/lib/shell'
import { answerIsMissing, isOn, textOf } from '../text'
import type { Answers, Page, Secrets } from '../wizard'
import type { IntegrateFacts } from './facts'

/** The seed enables the certificate for these, in this order. */
const services = ['POP', 'IIS', 'IMAP', 'SMTP']
const enable = command('Enable-ExchangeCertificate', { Services: services, Force: present })
export const requestPath = 'C:\\Docs\\MyCertRequest.req'

function namesNeeded(answers: Answers): readonly string[] {
  const host = textOf(answers, 'host')
  return isOn(answers, 'autodiscoverName') ? [host, `autodiscover.${textOf(answers, 'domain')}`] : [host]
}

const from = (answers: Answers) => textOf(answers, 'certificate')
/** Certificates in service that hold the name which was typed. */
const usable = ({ certificates }: IntegrateFacts, answers: Answers) =>
  certificates.filter(
    ({ inService, names }) => inService && certificateCovers(names, textOf(answers, 'host')),
  )
const pending = ({ certificates }: IntegrateFacts) => certificates.filter((one) => one.pending)

export const certificatePage: Page<IntegrateFacts> = {
  id: 'certificate',
  title: 'Certificate',
  lead: (_, answers) =>
    `Outlook, phones and the reverse proxy ask for a certificate with the name ${textOf(answers, 'host')}. One from a public authority is trusted everywhere.`,
  fields: [
    {
      kind: 'choice',
      name: 'certificate',
      label: 'Where does the certificate come from?',
      suggest: (facts, answers) => (usable(facts, answers).length > 0 ? 'keep' : 'pfx'),
      options: (facts, answers) => [
        ...(usable(facts, answers).length > 0
          ? [
              {
                value: 'keep',
                label: 'Keep the one that is in use',
                note: usable(facts, answers)[0]?.subject ?? '',
              },
            ]
          : []),
        { value: 'pfx', label: 'A PFX file', note: 'Bought from an authority, with its private key.' },
        {
          value: 'self',
          label: 'Issue a self-signed one',
          note: 'Works at once; every client has to be told to trust it.',
        },
        {
          value: 'request',
          label: 'Make a certificate request',
          note: 'To send to an authority. Come back with its answer.',
        },
        ...(pending(facts).length > 0
          ? [
              {
                value: 'answer',
                label: 'The answer to my request has come',
                note: pending(facts)[0]?.subject ?? '',
              },
            ]
          : []),
      ],
    },
    {
      kind: 'file',
      name: 'pfxPath',
      label: 'PFX file',
      parameter: 'FileData',
      accept: '.pfx,.p12',
      shown: (_, answers) => from(answers) === 'pfx',
      check: (value) => (value ? ok(value) : answerIsMissing('The PFX file', 'FileData')),
    },
    {
      kind: 'password',
      name: 'pfxPassword',
      label: 'Password of the file',
      parameter: 'Password',
      autocomplete: 'off',
      probed: true,
      shown: (_, answers) => from(answers) === 'pfx',
    },
    {
      kind: 'file',
      name: 'answerPath',
      label: "The authority's answer (.cer, .crt, .p7b)",
      parameter: 'FileData',
      accept: '.cer,.crt,.pem,.p7b,.p7c,.der',
      shown: (_, answers) => from(answers) === 'answer',
      check: (value) => (value ? ok(value) : answerIsMissing('The file with the answer', 'FileData')),
    },
    {
      kind: 'text',
      name: 'subject',
      label: 'Subject',
      parameter: 'SubjectName',
      shown: (_, answers) => from(answers) === 'request',
      suggest: ({ organization }, answers) =>
        `C=US, O=${organization.replace(/[,+"\\<>;=]/g, ' ')}, CN=${textOf(answers, 'host')}`,
      check: (value) =>
        /CN\s*=/i.test(String(value))
          ? ok(value)
          : refuse('InvalidArgument', 'SubjectHasNoName', 'The subject has no common name (CN=…).', {
              target: 'SubjectName',
              recommendedAction: 'Add CN= and the name that clients use, such as CN=mail.contoso.com.',
            }),
    },
    {
      kind: 'toggle',
      name: 'autodiscoverName',
      label: 'Include the autodiscover name',
      hint: 'Needed when autodiscover is published with an A record instead of the SRV record.',
      suggest: ({ autodiscover }) => autodiscover === 'a',
      shown: (_, answers) => ['self', 'request'].includes(from(answers)),
    },
  ],
}

export function certificateSteps(answers: Answers, secrets: Secrets): readonly Step[] {
  const host = textOf(answers, 'host')
  switch (from(answers)) {
    case 'pfx': {
      const path = textOf(answers, 'pfxPath')
      const bring = command('Import-ExchangeCertificate', {
        FileData: fileContent(path),
        Password: secrets('pfxPassword', `Password of ${path.split('\\').at(-1)}`),
        PrivateKeyExportable: true,
      })
      return [
        {
          title: 'Import the certificate and use it for POP, IIS, IMAP and SMTP',
          command: pipe(bring, enable),
        },
      ]
    }
    case 'answer': {
      const bring = command('Import-ExchangeCertificate', {
        FileData: fileContent(textOf(answers, 'answerPath')),
      })
      return [
        { title: 'Complete the certificate request and use the certificate', command: pipe(bring, enable) },
      ]
    }
    case 'self': {
      const make = command('New-ExchangeCertificate', {
        SubjectName: `CN=${host}`,
        DomainName: [...namesNeeded(answers)],
        PrivateKeyExportable: true,
        Services: services,
        Force: present,
      })
      return [{ title: `Issue a self-signed certificate for ${host}`, command: make }]
    }
    case 'request': {
      const make = command('New-ExchangeCertificate', {
        GenerateRequest: present,
        SubjectName: textOf(answers, 'subject'),
        DomainName: [...namesNeeded(answers)],
        PrivateKeyExportable: true,
      })
      return [
        {
          title: 'Make the certificate request',
          command: pipe(make, command('Set-Content', { Path: requestPath })),
        },
      ]
    }
    default:
      return []
  }
}
