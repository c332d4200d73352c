import { type Zone, zoneContents } from './zone'

/** A character string holds at most 255 bytes (RFC 1035 §3.3). */
const longestString = 255

/** One character string in quotes; bytes that a zone file cannot show become \DDD (RFC 1035 §5.1). */
function quoted(bytes: Uint8Array): string {
  const text = [...bytes].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`
  })
  return `"${text.join('')}"`
}

/** A text as the strings of a TXT record; their reader joins them again without a space (RFC 7208 §3.3). */
export function textStrings(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const strings: string[] = []
  for (let start = 0; start === 0 || start < bytes.length; start += longestString)
    strings.push(quoted(bytes.subarray(start, start + longestString)))
  return strings.join(' ')
}

/** The zone as a master file (RFC 1035 §5): names are absolute, so that it means the same wherever it is loaded. */
export function zoneFile(zone: Zone): string {
  const lines = zoneContents(zone).map(({ owner, type, ttl, data }) =>
    [`${owner}.`, ttl, 'IN', type, type === 'TXT' ? textStrings(data) : data].join('\t'),
  )
  return [`$ORIGIN ${zone.domain}.`, '$TTL 3600', ...lines, ''].join('\n')
}
