const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/
const TYPED = /^[\p{L}\p{N}\p{M}._-]+$/u

/**
 * A host name in the form that certificates and DNS compare: lower case, A-labels (`bücher.example` →
 * `xn--bcher-kva.example`, RFC 5890), no trailing dot. null where it is no host name: an address, an empty
 * label, one longer than 63 octets, a name longer than 253.
 */
export function toHostName(typed: string): string | null {
  if (!TYPED.test(typed)) return null
  const ascii = toALabels(typed)?.toLowerCase().replace(/\.$/, '')
  if (!ascii || ascii.length > 253) return null
  const labels = ascii.split('.')
  const isAddress = /^\d+$/.test(labels.at(-1) ?? '')
  return !isAddress && labels.every((label) => LABEL.test(label)) ? ascii : null
}

/** As `toHostName`, and also `*.contoso.com`: what may stand in a certificate as a DNS name. */
export function toCertificateName(typed: string): string | null {
  if (!typed.startsWith('*.')) return toHostName(typed)
  const parent = toHostName(typed.slice(2))
  return parent?.includes('.') ? `*.${parent}` : null
}

/** UTS #46 by way of the URL standard, which is the one place where JavaScript has it. */
function toALabels(name: string): string | null {
  if (/^[\x21-\x7e]+$/.test(name)) return name
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : null
}
