import { createPrivateKey } from 'node:crypto'
import { CertificationRequest, PKCS8ShroudedKeyBag } from 'pkijs'
import { certificatesIn, pemBlocksOf } from './certificate-file'
import { attempt, readAs } from './der'

/** What a file of bytes is, by its content; what it is called says nothing. */
export type FileKind =
  | 'pfx'
  | 'truncated pfx'
  | 'certificate'
  | 'certificate and key'
  | 'private key'
  | 'request'
  | 'unknown'

export function kindOf(bytes: Uint8Array): FileKind {
  const blocks = pemBlocksOf(bytes)
  const ders = blocks.length > 0 ? blocks : [Buffer.from(bytes)]
  if (blocks.length === 0) {
    const extent = pfxExtent(bytes)
    if (extent !== 'other') return extent === 'whole' ? 'pfx' : 'truncated pfx'
  }
  const hasCertificate = certificatesIn(bytes).length > 0
  const hasKey = ders.some(isPrivateKey)
  if (hasCertificate) return hasKey ? 'certificate and key' : 'certificate'
  if (hasKey) return 'private key'
  return ders.some((der) => readAs(CertificationRequest, der)) ? 'request' : 'unknown'
}

/**
 * Whether the bytes start as `PFX ::= SEQUENCE { version INTEGER 3, … }` (RFC 7292 section 4), and whether
 * they go on for as long as that SEQUENCE says, or, where BER leaves its length open, to the two zeros.
 */
function pfxExtent(bytes: Uint8Array): 'whole' | 'truncated' | 'other' {
  const [tag, length] = bytes
  if (tag !== 0x30 || length === undefined) return 'other'
  const lengthOctets = length > 0x80 ? length & 0x7f : 0
  const header = 2 + lengthOctets
  const version = [...bytes.subarray(header, header + 3)]
  if (lengthOctets > 4 || !version.every((octet, at) => octet === [2, 1, 3][at])) return 'other'
  if (version.length < 3) return 'truncated'
  if (length === 0x80) return bytes.at(-1) === 0 && bytes.at(-2) === 0 ? 'whole' : 'truncated'
  const content = bytes.subarray(2, header).reduce((sum, octet) => sum * 256 + octet, 0)
  return bytes.length >= header + (lengthOctets > 0 ? content : length) ? 'whole' : 'truncated'
}

function isPrivateKey(der: Buffer): boolean {
  const types = ['pkcs8', 'pkcs1', 'sec1'] as const
  const isPlain = types.some((type) => attempt(() => createPrivateKey({ key: der, format: 'der', type })))
  return isPlain || readAs(PKCS8ShroudedKeyBag, der) !== null
}
