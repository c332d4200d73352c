/** An address of another kind, written as one of SMTP. */
export type Encapsulated =
  /** LegacyExchangeDN: a recipient of the organization, by its id. */
  | { readonly kind: 'exchange'; readonly id: string | null }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'other'; readonly type: string; readonly address: string }

/**
 * Internet Mail Connector Encapsulated Address: `IMCEAFAX-555+2D0100@contoso.com`. `_` stands for a slash, `+2D` for
 * the character of that code. Null for other addresses.
 */
export function readEncapsulated(address: string): Encapsulated | null {
  const [, type, written] = /^IMCEA([A-Z0-9]{1,12})-(.{1,1000})@[^@]+$/i.exec(address) ?? []
  if (type === undefined || written === undefined) return null
  const inner = written
    .replaceAll('_', '/')
    .replace(/\+([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  if (/^invalid$/i.test(type)) return { kind: 'invalid' }
  return /^ex$/i.test(type)
    ? { kind: 'exchange', id: idIn(inner) }
    : { kind: 'other', type: type.toUpperCase(), address: inner }
}

/** `/o=First Organization/…/cn=Recipients/cn=` and the recipient's id without its hyphens. */
function idIn(legacyDn: string): string | null {
  const digits = /\/cn=([\da-f]{32})$/i.exec(legacyDn)?.[1]
  return digits?.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') ?? null
}
