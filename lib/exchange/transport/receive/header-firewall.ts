import { readHeader } from './header-fields'
import type { SessionRights } from './session-rights'

/**
 * The header firewall: takes off what only those who may (AcceptOrganizationHeaders, AcceptForestHeaders,
 * AcceptRoutingHeaders) can tell Exchange by X-MS-Exchange-Organization-*, X-MS-Exchange-Forest-*, Received and Resent-*.
 */
export function filterHeader(content: Uint8Array, rights: SessionRights): Uint8Array {
  const barred = barredBy(rights)
  if (barred === null) return content
  const kept: Uint8Array[] = []
  let from = 0
  for (const { name, start, end } of readHeader(content).fields) {
    if (!barred.test(name)) continue
    kept.push(content.subarray(from, start))
    from = end
  }
  if (from === 0) return content
  // A header may be longer than what is read of it at once: what moves up is looked at as well.
  return filterHeader(Buffer.concat([...kept, content.subarray(from)]), rights)
}

function barredBy(rights: SessionRights): RegExp | null {
  const names = [
    ...(rights.has('AcceptOrganizationHeaders') ? [] : ['X-MS-Exchange-Organization-.*']),
    ...(rights.has('AcceptForestHeaders') ? [] : ['X-MS-Exchange-Forest-.*']),
    ...(rights.has('AcceptRoutingHeaders') ? [] : ['Received', 'Resent-.*']),
  ]
  return names.length === 0 ? null : new RegExp(`^(${names.join('|')})$`, 'i')
}
