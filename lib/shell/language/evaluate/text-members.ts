import type { Datum } from '../values/datum'

/**
 * What Exchange's own types have and we keep as text: addresses, proxy addresses, URLs, server versions and canonical
 * names. The shape of the text tells which; undefined where it has no such member.
 * @param name in lower case
 */
export function textMember(text: string, name: string): Datum | undefined {
  return readers.get(name)?.(text)
}

type Reader = (text: string) => Datum | undefined

const address = /^(?!\w+:)([^@\s]{1,256})@([^@\s]{1,256})$/
const proxy = /^([A-Za-z][A-Za-z0-9-]{0,31}):(?!\/\/)(.{1,2000})$/
const url = /^([a-z][a-z0-9+.-]*):\/\/([^/:?#]+)(?::(\d{1,5}))?([^?#]*)/i
const version = /^Version (\d{1,9})\.(\d{1,9}) \(Build (\d{1,9})\.(\d{1,9})\)$/
const canonical = /^[\w-]+(?:\.[\w-]+)+\/(?:.*\/)?([^/]+)$/

const part =
  (shape: RegExp, at: number): Reader =>
  (text) =>
    shape.exec(text)?.[at]

const numberOf =
  (at: number): Reader =>
  (text) => {
    const found = version.exec(text)?.[at]
    return found === undefined ? undefined : Number(found)
  }

const ports = new Map([
  ['http', 80],
  ['https', 443],
])

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    local: part(address, 1),
    domain: part(address, 2),
    prefix: part(proxy, 1),
    prefixstring: part(proxy, 1),
    addressstring: part(proxy, 2),
    smtpaddress: (text) => (/^smtp:/i.test(text) ? text.slice(5) : undefined),
    proxyaddressstring: (text) => (proxy.test(text) ? text : undefined),
    isprimaryaddress: (text) => {
      const prefix = proxy.exec(text)?.[1]
      return prefix === undefined ? undefined : prefix === prefix.toUpperCase()
    },
    absoluteuri: (text) => (url.test(text) ? text : undefined),
    originalstring: (text) => (url.test(text) ? text : undefined),
    scheme: part(url, 1),
    host: part(url, 2),
    absolutepath: (text) => {
      const found = url.exec(text)
      return found ? found[4] || '/' : undefined
    },
    port: (text) => {
      const found = url.exec(text)
      return found ? Number(found[3] ?? ports.get((found[1] ?? '').toLowerCase()) ?? -1) : undefined
    },
    major: numberOf(1),
    minor: numberOf(2),
    build: numberOf(3),
    revision: numberOf(4),
    name: part(canonical, 1),
  }),
)
