import { formatDate, parseDate } from './date'
import {
  Bytes,
  Credential,
  DateTime,
  type Datum,
  Guid,
  Hashtable,
  Num,
  PSObject,
  Secure,
  TimeSpan,
  typeOf,
  Version,
} from './datum'
import { numeric } from './number'
import { failure } from './script-error'
import { textOf } from './text'
import { escapeXml, innerText, type XmlElement } from './xml'

const space = 'http://schemas.microsoft.com/powershell/2004/04'

/** Control characters are written as `_x000A_` ([MS-PSRP] 2.2.5.3.2). */
const encoded = (text: string) =>
  escapeXml(
    text
      .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
      .replace(
        /[\u0000-\u001f\ud800-\udfff]/g,
        (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      ),
  )
const decoded = (text: string) =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Objects as Export-Clixml writes them; what lies deeper than `depth` becomes text. */
export function toClixml(values: readonly Datum[], depth: number): string {
  let references = 0
  const next = () => references++
  const inside = values.map((one) => written(one, '', depth, next)).join('\r\n')
  return `<Objs Version="1.1.0.1" xmlns="${space}">\r\n${inside}\r\n</Objs>\r\n`
}

function written(value: Datum, name: string, depth: number, next: () => number): string {
  const n = name === '' ? '' : ` N="${encoded(name)}"`
  const one = (tag: string, text: string) => `<${tag}${n}>${text}</${tag}>`
  if (value === null) return `<Nil${n} />`
  if (typeof value === 'boolean') return one('B', String(value))
  if (typeof value === 'number') return one('I32', String(value))
  if (value instanceof Num)
    return one({ Int64: 'I64', Double: 'Db', Decimal: 'D', Byte: 'By' }[value.kind], textOf(value))
  if (value instanceof DateTime) return one('DT', formatDate(value, 'o'))
  if (value instanceof Guid) return one('G', value.text)
  if (value instanceof Version) return one('Version', textOf(value))
  if (value instanceof Bytes) return one('BA', Buffer.from(value.bytes).toString('base64'))
  if (value instanceof Secure || value instanceof Credential)
    throw failure('A SecureString cannot be written to a file in this shell.', 'NotSupported', {
      category: 'PermissionDenied',
    })
  if (Array.isArray(value) && depth >= 0)
    return `<Obj${n} RefId="${next()}"><TN RefId="0"><T>System.Object[]</T></TN><LST>${value.map((item) => written(item, '', depth - 1, next)).join('')}</LST></Obj>`
  if (value instanceof Hashtable && depth >= 0) return table(value, n, depth, next)
  if (value instanceof PSObject && depth >= 0) return object(value, n, depth, next)
  return one('S', encoded(textOf(value)))
}

function table(value: Hashtable, n: string, depth: number, next: () => number): string {
  const entries = [...value.entries.values()].map(
    (one) =>
      `<En>${written(one.key, 'Key', depth - 1, next)}${written(one.value, 'Value', depth - 1, next)}</En>`,
  )
  return `<Obj${n} RefId="${next()}"><TN RefId="0"><T>${typeOf(value)}</T></TN><DCT>${entries.join('')}</DCT></Obj>`
}

function object(value: PSObject, n: string, depth: number, next: () => number): string {
  const types = value.types.map((type) => `<T>${encoded(type)}</T>`).join('')
  const shown = value.text === null ? '' : `<ToString>${encoded(value.text)}</ToString>`
  const properties = [...value.properties.values()].map((one) =>
    written(one.value, one.name, depth - 1, next),
  )
  return `<Obj${n} RefId="${next()}"><TN RefId="${next()}">${types}</TN>${shown}<MS>${properties.join('')}</MS></Obj>`
}

const elements = ({ children }: XmlElement) => children.filter((one) => typeof one !== 'string')

/** The objects of a file that Export-Clixml wrote; null when it is none. */
export function fromClixml(root: XmlElement): Datum[] | null {
  return root.name === 'Objs' ? elements(root).map((one) => read(one)) : null
}

function read(element: XmlElement): Datum {
  const text = innerText(element)
  switch (element.name) {
    case 'Nil':
      return null
    case 'B':
      return text.toLowerCase() === 'true'
    case 'I32':
    case 'I16':
    case 'U16':
      return numeric(Number(text) || 0)
    case 'I64':
    case 'U32':
    case 'U64':
      return new Num('Int64', /^-?\d{1,19}$/.test(text) ? BigInt.asIntN(64, BigInt(text)) : 0n)
    case 'Db':
    case 'Sg':
      return new Num('Double', Number(text))
    case 'D':
      return new Num('Decimal', Number(text))
    case 'By':
      return new Num('Byte', Number(text) & 255)
    case 'DT':
      return parseDate(text, () => 0) ?? text
    case 'TS':
      return duration(text)
    case 'G':
      return new Guid(text)
    case 'BA':
      return new Bytes(Uint8Array.from(Buffer.from(text, 'base64')))
    case 'Obj':
      return readObject(element)
    default:
      return decoded(text)
  }
}

/** ISO 8601: `P1DT2H3M4S`. */
function duration(text: string): Datum {
  const found = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text)
  if (!found) return text
  const [days, hours, minutes, seconds] = found.slice(2).map((one) => Number(one ?? 0))
  const ms = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000
  return new TimeSpan(found[1] ? -ms : ms)
}

function readObject(element: XmlElement): Datum {
  const parts = elements(element)
  const part = (name: string) => parts.find((one) => one.name === name)
  const list = part('LST') ?? part('IE') ?? part('QUE') ?? part('STK')
  if (list) return elements(list).map((one) => read(one))
  const dictionary = part('DCT')
  if (dictionary) return readTable(dictionary)
  const names = part('TN')
  const types = (names ? elements(names) : []).map((one) => deserialized(innerText(one)))
  const made = new PSObject(types.length > 0 ? types : undefined)
  const shown = part('ToString')
  if (shown) made.text = decoded(innerText(shown))
  for (const group of [part('Props'), part('MS')])
    for (const one of group ? elements(group) : [])
      made.set(decoded(one.attributes.get('N') ?? ''), read(one))
  return made
}

const deserialized = (type: string) =>
  /^(?:Deserialized\.|System\.Management\.Automation\.PSCustomObject$|System\.Object$)/.test(type)
    ? type
    : `Deserialized.${type}`

function readTable(dictionary: XmlElement): Hashtable {
  const made = new Hashtable()
  for (const entry of elements(dictionary)) {
    const [key, value] = elements(entry)
    if (key && value) made.set(read(key), read(value))
  }
  return made
}
