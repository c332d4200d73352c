/** An address space of a connector, read: `SMTP:*.contoso.com;10`. */
export interface RoutedSpace {
  /** `SMTP`, `FAX`. */
  readonly type: string
  readonly space: string
  readonly cost: number
}

const form = /^([A-Z0-9]+):(.+);(\d{1,3})$/i

/** Of text that parseAddressSpace has taken; null for text of another form. */
export function readAddressSpace(text: string): RoutedSpace | null {
  const [, type, space, cost] = form.exec(text) ?? []
  return type && space ? { type: type.toUpperCase(), space: space.toLowerCase(), cost: Number(cost) } : null
}

/**
 * How closely a space fits a domain: more is closer, null not at all. The domain itself fits closer than one above
 * it with its subdomains, that closer the longer it is, and `*` least. `*.contoso.com` is contoso.com, too.
 * `--`, the organization's own domains, counts on Edge servers only.
 */
export function closeness({ space }: Pick<RoutedSpace, 'space'>, domain: string): number | null {
  const wanted = domain.toLowerCase()
  if (space === '*') return 0
  if (space === wanted) return Number.MAX_SAFE_INTEGER
  if (!space.startsWith('*.')) return null
  const base = space.slice(2)
  return wanted === base || wanted.endsWith(`.${base}`) ? base.length : null
}
