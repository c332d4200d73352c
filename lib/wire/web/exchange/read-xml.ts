/** One element, by its local name. */
export interface XmlElement {
  readonly name: string
  /** Its own default namespace, or that of the element around it. */
  readonly namespace: string
  readonly children: XmlElement[]
  text: string
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const deepest = 20
const token =
  /<\?[^?>]*\?>|<(\/?)([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y

/** The five that XML has by itself; any other entity makes the text unreadable. */
function plainText(text: string): string | null {
  let known = true
  const plain = text.replace(/&([^;&\s]*);?/g, (_, name: string) => {
    const stands = Object.hasOwn(predefined, name) ? predefined[name] : undefined
    known &&= stands !== undefined
    return stands ?? ''
  })
  return known ? plain : null
}

/**
 * The little XML that clients send: elements, attributes, text. Document types, entities, CDATA and comments are not
 * read, and neither is anything that is not well-formed: null. The caller bounds the length.
 */
export function readXml(source: string): XmlElement | null {
  const text = source.replace(/^\u{feff}/u, '').trim()
  const top: XmlElement = { name: '', namespace: '', children: [], text: '' }
  const open: XmlElement[] = [top]
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const found = token.exec(text)
    const inside = open.at(-1)
    if (!found || !inside) return null
    const [whole, closing, qualified, attributes = '', empty] = found
    if (qualified === undefined) {
      const words = whole.startsWith('<?') ? '' : plainText(whole)
      if (words === null) return null
      inside.text += words
      continue
    }
    const name = qualified.split(':').at(-1) ?? ''
    if (closing) {
      if (inside.name !== name || open.length < 2) return null
      open.pop()
      continue
    }
    const [, , namespace = inside.namespace] = /\sxmlns\s*=\s*(["'])(.*?)\1/.exec(attributes) ?? []
    const element: XmlElement = { name, namespace, children: [], text: '' }
    inside.children.push(element)
    if (!empty && open.push(element) > deepest) return null
  }
  const [root, second] = top.children
  return open.length === 1 && root && !second && top.text.trim() === '' ? root : null
}

/** The first element of this name below, by the path of local names. */
export function findElement(root: XmlElement, ...path: readonly string[]): XmlElement | null {
  const [name, ...rest] = path
  if (name === undefined) return root
  const child = root.children.find((one) => one.name === name)
  return child ? findElement(child, ...rest) : null
}
