/** A public certification authority, without the site: its keys, what it asks, what it signs. */
export { chainFile } from './chain-file'
export { type Authority, createAuthority } from './create-authority'
export { type IssuedCertificate, issueCertificate, issueWithKey, type Wording } from './issue-certificate'
export { lastMoment, longestValidity } from './longest-validity'
export { type ReadRequest, readRequest } from './read-request'
export { validateNames } from './validate-names'
