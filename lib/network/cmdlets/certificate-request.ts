import { findDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { aliased, cmdlet, command, mandatory, ok, type Result, refuse, text } from '@/lib/shell'
import { openAuthority } from '../certificate-authority'
import {
  chainFile,
  issueCertificate,
  lastMoment,
  type ReadRequest,
  readRequest,
  validateNames,
} from '../certificates'

/** Windows' own absolute path on a drive, to one of the files that authorities answer with. */
const answerFile = /^[a-z]:\\[^<>:"/|?*\p{Cc}]+\.(cer|crt|pem|p7b|p7c)$/iu

/**
 * Ours: a form on the authority's web site; `certreq -submit` where the authority is Windows' own. The simulated
 * Internet's authority looks into the names as a public one does, and answers at once.
 */
const submitRequest = cmdlet<Site>()({
  name: 'Submit-CertificateRequest',
  synopsis: 'Has the simulated certification authority sign a certificate request.',
  parameters: {
    RequestFile: mandatory(aliased(text, 'Path'), 1),
    OutFile: mandatory(text, 2),
  },
  async run({ RequestFile, OutFile }, site) {
    if (!answerFile.test(OutFile)) return refuseOutFile(OutFile)
    const bytes = await site.drive.read(RequestFile)
    if (!bytes) return refuseNoFile(RequestFile)
    const request = await readRequest(bytes)
    if (!request.ok) return request
    const valid = await validate(request.value, site)
    if (!valid.ok) return valid

    const { commonName, names, subject, publicKey } = request.value
    const notBefore = site.clock.now()
    const issued = await issueCertificate(
      await openAuthority(site),
      {
        commonName: commonName && names[0] ? names[0] : null,
        names,
        notBefore,
        notAfter: lastMoment(notBefore),
      },
      publicKey,
    )
    const before = await site.drive.read(OutFile)
    await site.drive.write(OutFile, chainFile(OutFile, [issued.certificatePem, ...issued.chainPem]))
    const { issuer, notAfter, serialNumber, thumbprint } = issued.facts
    return ok({
      output: [
        {
          OutFile,
          Subject: issued.facts.subject,
          Names: names,
          Issuer: issuer,
          NotAfter: notAfter,
          SerialNumber: serialNumber,
          Thumbprint: thumbprint,
        },
      ],
      warnings: leftOut(subject),
      ...(before === null ? { undo: [command('Remove-Item', { Path: OutFile })] } : {}),
    })
  },
})

async function validate({ names, notHostNames }: ReadRequest, site: Site): Promise<Result<void>> {
  const [wrong] = notHostNames
  if (wrong !== undefined)
    return refuse(
      'SecurityError',
      'NameNotAllowed',
      `${wrong.slice(0, 80)} is no host name, and the authority signs host names only.`,
      { target: 'RequestFile', recommendedAction: 'Make a new request without it.' },
    )
  const description = await findDescription(site)
  return validateNames(names, description?.publicAddresses ?? [], site.network)
}

/** A domain-validated certificate says nothing that the authority did not look into. */
function leftOut(subject: ReadRequest['subject']): string[] {
  const others = [...new Set(subject.map(({ name }) => name).filter((name) => name !== 'CN'))]
  return others.length > 0
    ? [
        `The authority looks into domain names only: ${others.join(', ')} of the subject ${others.length === 1 ? 'is' : 'are'} not in the certificate.`,
      ]
    : []
}

function refuseOutFile(path: string): Result<never> {
  return refuse('InvalidArgument', 'OutFileInvalid', `'${path}' is no path for a certificate.`, {
    target: 'OutFile',
    recommendedAction: 'Write it as C:\\Certificates\\mail.p7b: .p7b for the chain, .cer or .pem for text.',
  })
}

function refuseNoFile(path: string): Result<never> {
  return refuse('ObjectNotFound', 'PathNotFound', `Cannot find path '${path}' because it does not exist.`, {
    target: 'RequestFile',
    recommendedAction: 'Make the request with New-ExchangeCertificate -GenerateRequest first.',
  })
}

export const certificateRequestCmdlets = [submitRequest]
