import { findElement, readXml } from './read-xml'

const schemas = 'http://schemas.microsoft.com/exchange/autodiscover'
export const outlookResponse = `${schemas}/outlook/responseschema/2006a`
export const mobileResponse = `${schemas}/mobilesync/responseschema/2006`
export const plainResponse = `${schemas}/responseschema/2006`

export interface AutodiscoverRequest {
  readonly address: string
  /** Outlook asks for its settings, a telephone for the address of ActiveSync. */
  readonly wants: 'outlook' | 'mobilesync'
}

/** MS-OXDSCLI §2.2.2.1, MS-ASCMD §2.2.2.1. `schema`: it is a request, for an answer that nobody can give. */
export function parseAutodiscoverRequest(body: string): AutodiscoverRequest | 'invalid' | 'schema' {
  const root = readXml(body)
  if (root?.name !== 'Autodiscover') return 'invalid'
  const address = findElement(root, 'Request', 'EMailAddress')?.text.trim() ?? ''
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(address)) return 'invalid'
  const schema = findElement(root, 'Request', 'AcceptableResponseSchema')?.text.trim()
  if (schema === mobileResponse) return { address, wants: 'mobilesync' }
  return schema === outlookResponse ? { address, wants: 'outlook' } : 'schema'
}
