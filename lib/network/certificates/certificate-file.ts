import { X509Certificate } from 'node:crypto'
import { Certificate, ContentInfo, SignedData } from 'pkijs'
import { attempt, derOf, readAs } from './der'

const PEM_BLOCK = /-----BEGIN [A-Z0-9 ]{1,64}-----([A-Za-z0-9+/=\s]*)-----END /g
const BASE64_ONLY = /^[A-Za-z0-9+/]{64,}={0,2}$/

/**
 * The decoded blocks of a text file, whatever their labels say: certification authorities and certutil
 * write `BEGIN CERTIFICATE` around whole chains. A text of nothing but base64 is one block. None: not text.
 */
export function pemBlocksOf(bytes: Uint8Array): Buffer[] {
  const text = textOf(bytes)
  const blocks = [...text.matchAll(PEM_BLOCK)].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
  if (blocks.length > 0) return blocks
  const bare = text.replace(/\s+/g, '')
  return BASE64_ONLY.test(bare) ? [Buffer.from(bare, 'base64')] : []
}

/** Every certificate in the file: PEM or DER, alone, several, or in a PKCS #7 chain (.p7b). */
export function certificatesIn(bytes: Uint8Array): X509Certificate[] {
  const blocks = pemBlocksOf(bytes)
  return (blocks.length > 0 ? blocks : [Buffer.from(bytes)]).flatMap((der) => {
    const certificate = attempt(() => new X509Certificate(der))
    return certificate ? [certificate] : certificatesInPkcs7(der)
  })
}

/** A degenerate SignedData (RFC 5652 section 5.2): certificates, and nothing that is signed. */
function certificatesInPkcs7(der: Buffer): X509Certificate[] {
  const info = readAs(ContentInfo, der)
  if (info?.contentType !== ContentInfo.SIGNED_DATA) return []
  const items = attempt(() => new SignedData({ schema: info.content }).certificates) ?? []
  return items.flatMap((item) => {
    const certificate =
      item instanceof Certificate && attempt(() => new X509Certificate(derOf(item.toSchema())))
    return certificate ? [certificate] : []
  })
}

/** Windows PowerShell's `>` and Notepad's "Unicode" write UTF-16 with a byte order mark. */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return Buffer.from(bytes)
    .toString(isUtf16 ? 'utf16le' : 'latin1')
    .replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '')
}
