/** An element as it was read. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (XmlElement | string)[]
}

const deepest = 200
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^"'<>]|"[^"<]*"|'[^'<]*')*?)(\/?)>|[^<]+/gy

const names = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }))

export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex?: string, decimal?: string, name = '') => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      if (hex || decimal) return code <= 0x10ffff ? String.fromCodePoint(code) : all
      return names.get(name.toLowerCase()) ?? all
    },
  )
}

function attributesOf(text: string): Map<string, string> | null {
  const found = new Map<string, string>()
  const rest = text.replace(
    /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
    (_, name: string, a?: string, b?: string) => {
      found.set(name, decodeEntities(a ?? b ?? ''))
      return ''
    },
  )
  return rest.trim() === '' ? found : null
}

/**
 * The root element of an XML document (XML 1.0, fifth edition), without a document type; null when it is not
 * well formed.
 */
export function parseXml(text: string): XmlElement | null {
  const root: XmlElement = { name: '', attributes: new Map(), children: [] }
  const open = [root]
  const source = text.replace(/^\uFEFF/, '')
  token.lastIndex = 0
  let end = 0
  for (let found = token.exec(source); found; found = token.exec(source)) {
    end = token.lastIndex
    if (!take(found, open)) return null
  }
  const [only, ...others] = root.children.filter((one) => typeof one !== 'string' || one.trim() !== '')
  if (end < source.length || open.length > 1 || others.length > 0 || !only) return null
  return typeof only === 'string' ? null : only
}

function take([all, data, closed, opened, rest = '', empty]: RegExpExecArray, open: XmlElement[]): boolean {
  const here = open.at(-1)
  if (!here) return false
  if (closed !== undefined) return open.pop()?.name === closed && open.length > 0
  if (opened !== undefined) {
    const attributes = attributesOf(rest)
    if (!attributes || open.length > deepest) return false
    const made: XmlElement = { name: opened, attributes, children: [] }
    here.children.push(made)
    if (!empty) open.push(made)
  } else if (data !== undefined) here.children.push(data)
  else if (!all.startsWith('<')) here.children.push(decodeEntities(all))
  return true
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The text in an element and in all that it holds. */
export function innerText({ children }: XmlElement): string {
  return children.map((one) => (typeof one === 'string' ? one : innerText(one))).join('')
}
