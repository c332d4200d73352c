import { type Command, command, pipe, present, type Value } from '@/lib/shell'
import type { CertificateWizardFacts } from '../certificate-facts'

/** Exchange 2010 knows no -RequestFile: there the text goes through the pipeline. */
export function toRequestFile(
  facts: Pick<CertificateWizardFacts, 'version' | 'requestPath'>,
  make: Command,
): Command {
  const { version, requestPath } = facts
  if (version === '2010') return pipe(make, command('Set-Content', { Path: requestPath }))
  return make.into
    ? { ...make, into: toRequestFile(facts, make.into) }
    : { ...make, arguments: { ...make.arguments, RequestFile: requestPath } }
}

/** Exchange 2010 knows no -FileName: there the bytes are taken out of what the command gives. */
export function exportTo(
  path: string,
  { version }: CertificateWizardFacts,
  args: Readonly<Record<string, Value>>,
): Command {
  const name = 'Export-ExchangeCertificate'
  if (version !== '2010') return command(name, { ...args, FileName: path })
  return pipe(
    pipe(command(name, args), command('Select-Object', { ExpandProperty: 'FileData' })),
    command('Set-Content', { Path: path, Encoding: 'Byte', Force: present }),
  )
}
