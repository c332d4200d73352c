import { type Datum, PSObject } from './datum'
import { innerText, parseXml, type XmlElement } from './xml'

/** `[xml]`: elements and attributes are properties, and those of one name an array; text alone is a string. */
export function xmlDocument(text: string): PSObject | undefined {
  const root = parseXml(text)
  if (!root) return undefined
  const made = new PSObject(['System.Xml.XmlDocument', 'System.Xml.XmlNode'])
  const element = elementOf(root)
  made.text = '#document'
  return made.set(root.name, element).set('DocumentElement', element)
}

function elementOf(element: XmlElement): Datum {
  const elements = element.children.filter((one) => typeof one !== 'string')
  if (elements.length === 0 && element.attributes.size === 0) return innerText(element)
  const made = new PSObject(['System.Xml.XmlElement', 'System.Xml.XmlNode'])
  made.text = element.name
  for (const [name, value] of element.attributes) made.set(name, value)
  for (const one of elements) {
    const before = made.get(one.name)
    const value = elementOf(one)
    made.set(one.name, before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value])
  }
  if (elements.length === 0) made.set('#text', innerText(element))
  return made
}
