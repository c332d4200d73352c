/** Certificates: read, judged, requested, made, signed and carried as a PFX. For the server only (node:crypto). */
export * from './authority'
export { certificateCovers } from './certificate-covers'
export type { CertificateFacts } from './certificate-facts'
export {
  type CertificateMatrix,
  type CertificatePlace,
  type CertificateUse,
  certificateMatrix,
  judgeUse,
  type MatrixCell,
  type MatrixState,
  remoteWebAccess,
  type Seen,
  type SeenCertificate,
} from './certificate-matrix'
export { type CertificateRequest, createRequest } from './certificate-request'
export { type CompletedRequest, completeRequest } from './complete-request'
export { createPfx, type PfxSource } from './create-pfx'
export { type DistinguishedName, formatName, type NamePart } from './distinguished-name'
export { isInternalName } from './internal-name'
export { type CertificateFinding, judgeCertificate } from './judge-certificate'
export { parseNames } from './parse-names'
export { parseSubject } from './parse-subject'
export { type PfxContents, parsePfx } from './pfx'
export { createSelfSigned, type SelfSignedCertificate, type SelfSignedOptions } from './self-signed'
