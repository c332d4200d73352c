import { isInternalName, parseNames, parseSubject } from '@/lib/network'
import { ok, refuse } from '@/lib/shell'
import type { CertificateWizardFacts } from '../certificate-facts'
import { textOf } from '../text'
import type { Answers, Field } from '../wizard'

export function namesOf(answers: Answers): string[] {
  return textOf(answers, 'names')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((name) => name.toLowerCase())
}

/** The names of a certificate, one a line. `isPublic`: for an authority, which signs public names only. */
export function namesField(
  isPublic: boolean,
  suggest: (facts: CertificateWizardFacts) => readonly string[],
): Field<CertificateWizardFacts> {
  return {
    kind: 'area',
    name: 'names',
    label: 'Names',
    parameter: 'DomainName',
    hint: isPublic
      ? 'One a line: every name that Outlook, phones and browsers use. *.contoso.com stands for all with one more word.'
      : 'One a line. Names that only the office knows are allowed here.',
    suggest: (facts) => suggest(facts).join('\n'),
    check: (_, __, answers) => {
      const names = parseNames(null, namesOf(answers))
      if (!names.ok || !isPublic) return names
      const internal = names.value.filter(isInternalName)
      return internal.length === 0
        ? ok(null)
        : refuse(
            'InvalidArgument',
            'InternalNameNotAllowed',
            `No public authority signs ${internal.join(' and ')}: only a local network knows such names.`,
            {
              target: 'DomainName',
              recommendedAction: 'Leave them out, and use the public names in the office too (split DNS).',
            },
          )
    },
  }
}

export const friendlyNameField: Field<CertificateWizardFacts> = {
  kind: 'text',
  name: 'friendlyName',
  label: 'Friendly name',
  parameter: 'FriendlyName',
  hint: 'What the list shows; clients never see it.',
  suggest: ({ certificate, names }) => certificate?.friendlyName || (names[0] ?? ''),
  check: (value) =>
    String(value).length <= 64
      ? ok(value)
      : refuse('InvalidArgument', 'FriendlyNameTooLong', 'The friendly name is longer than 64 characters.', {
          target: 'FriendlyName',
          recommendedAction: 'Shorten it.',
        }),
}

export const subjectField: Field<CertificateWizardFacts> = {
  kind: 'text',
  name: 'subject',
  label: 'Subject',
  parameter: 'SubjectName',
  hint: 'An authority that only looks into the domain leaves out all but CN.',
  suggest: ({ organization, names }, answers) =>
    `C=US, O=${organization.replace(/[,+"\\<>;=]/g, ' ').slice(0, 64)}, CN=${namesOf(answers)[0] ?? names[0] ?? ''}`,
  check: (value) => {
    const parsed = parseSubject(String(value))
    if (!parsed.ok || parsed.value.some(({ name }) => name === 'CN')) return parsed
    return refuse('InvalidArgument', 'SubjectHasNoName', 'The subject has no common name (CN=…).', {
      target: 'SubjectName',
      recommendedAction: 'Add CN= and the name that clients use, such as CN=mail.contoso.com.',
    })
  },
}

export const exportableField: Field<CertificateWizardFacts> = {
  kind: 'toggle',
  name: 'exportable',
  label: 'The private key may be exported',
  parameter: 'PrivateKeyExportable',
  hint: 'The reverse proxy needs the certificate with its key as a PFX file. Without this it cannot be made.',
  suggest: () => true,
}

export const keySizeField: Field<CertificateWizardFacts> = {
  kind: 'choice',
  name: 'keySize',
  label: 'Key',
  parameter: 'KeySize',
  suggest: () => '2048',
  options: () => [
    { value: '2048', label: '2048 bits', note: 'What every authority and client takes.' },
    { value: '4096', label: '4096 bits', note: 'Slower to make and to use.' },
  ],
}
