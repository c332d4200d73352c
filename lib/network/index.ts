/** The network: DNS, router, certificates, reverse proxy. What is pure here may be used in the browser. */
export * from './addresses'
export * from './behind-port'
export { authorityName, authorityRoots, certificateAuthority, openAuthority } from './certificate-authority'
export { certificateUses } from './certificate-uses'
export * from './certificates'
export { chainOf } from './certificates/certificate-chain'
export { factsOf } from './certificates/certificate-facts'
export { networkCmdlets } from './cmdlets'
export * from './door'
export * from './expected-records'
export { otherDomains, otherHosts } from './internet'
export { internetZones, reverseNameOf } from './internet-zones'
export * from './live-site'
export * from './names'
export * from './neighbors'
export { prepareNetwork } from './prepare'
export * from './proxy-files'
export * from './receiving-connector'
export * from './record-data'
export * from './resolver-cache'
export * from './reverse-proxy'
export * from './router'
export { seeCertificate } from './see-certificate'
export { isSpf, parseSpf, type SpfTerm } from './spf'
export {
  findWebCertificate,
  type WebCertificate,
  webCertificate,
  webCertificateName,
} from './web-certificate'
export { insideZones, providerZone, readWorld, serverOf, type World } from './world'
export * from './zone'
export { zoneFile } from './zone-file'
