import { type Result, refuse } from '@/lib/shell'
import { type FileKind, kindOf } from './file-kind'

/** Well over any real one; a file beyond it is not even looked into. */
const LARGEST = 1024 * 1024

const EXPORT =
  'On the computer where it was requested, open its properties and export it with "Yes, export the private key", which makes a .pfx.'

const REFUSALS: Readonly<
  Record<Exclude<FileKind, 'pfx'>, readonly [errorId: string, message: string, way: string]>
> = {
  'truncated pfx': [
    'PfxTruncated',
    'The PFX is cut off: its end is missing.',
    'Copy or upload the file again, and compare its size with the original.',
  ],
  certificate: [
    'PfxIsCertificate',
    'The file is a certificate (.cer, .crt, .pem or .p7b) without its private key, not a PFX.',
    `${EXPORT} If the key is in a file of its own: openssl pkcs12 -export -in mail.cer -inkey mail.key -out mail.pfx`,
  ],
  'certificate and key': [
    'PfxIsPem',
    'The file holds a certificate and its private key as text (PEM), not as a PFX.',
    'Make a PFX of it: openssl pkcs12 -export -in mail.pem -out mail.pfx',
  ],
  'private key': [
    'PfxIsPrivateKey',
    'The file is a private key without its certificate, not a PFX.',
    'Make a PFX of both: openssl pkcs12 -export -in mail.cer -inkey mail.key -out mail.pfx',
  ],
  request: [
    'PfxIsRequest',
    'The file is a certificate request, not a PFX.',
    'Send it to a certification authority, complete the request with the certificate that comes back, then export that with its private key.',
  ],
  unknown: [
    'PfxNotAPfx',
    'The file is not a PFX, nor any other certificate file.',
    'Choose the file with the ending .pfx or .p12 that was made when the certificate was exported with its private key.',
  ],
}

/** The refusal of bytes that are no PFX from what they look like, or null where they may be one. */
export function refuseNoPfx(bytes: Uint8Array): Result<never> | null {
  if (bytes.length === 0) return refuseFile('PfxEmpty', 'The file is empty.', REFUSALS.unknown[2])
  if (bytes.length > LARGEST) {
    const size = (bytes.length / LARGEST).toFixed(1)
    return refuseFile(
      'PfxTooLarge',
      `The file has ${size} MB. A PFX is a few kilobytes.`,
      REFUSALS.unknown[2],
    )
  }
  const kind = kindOf(bytes)
  return kind === 'pfx' ? null : refuseFile(...REFUSALS[kind])
}

function refuseFile(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidData', errorId, message, { target: 'FileData', recommendedAction })
}
