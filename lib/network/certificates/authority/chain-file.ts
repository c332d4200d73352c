import { X509Certificate } from 'node:crypto'
import { Certificate, ContentInfo, EncapsulatedContentInfo, SignedData } from 'pkijs'
import { bytesOf, derOf } from '../der'

/** Certificates as authorities send them back: `.p7b` is a PKCS #7 chain, everything else the PEM of each. */
export function chainFile(path: string, pems: readonly string[]): Uint8Array {
  return /\.(p7b|p7c|spc)$/i.test(path) ? pkcs7(pems) : Buffer.from(pems.join(''), 'ascii')
}

/** A degenerate SignedData (RFC 5652 section 5.2): certificates, and nothing that is signed. */
function pkcs7(pems: readonly string[]): Uint8Array {
  const signedData = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    certificates: pems.map((pem) => Certificate.fromBER(bytesOf(new X509Certificate(pem).raw))),
  })
  const content = signedData.toSchema(true)
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content })
  return new Uint8Array(derOf(info.toSchema()))
}
