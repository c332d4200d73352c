/** Plain Old XML: the oldest of Autodiscover's answers, which every Outlook asks for (MS-OXDSCLI). */
const request = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
const response = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function unescaped(text: string): string {
  return text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (whole) => Object.entries(entities).find(([, entity]) => entity === whole)?.[0] ?? whole,
  )
}

export function poxRequest(address: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${request}"><Request><EMailAddress>${escaped(address)}</EMailAddress><AcceptableResponseSchema>${response}</AcceptableResponseSchema></Request></Autodiscover>`
}

/** What the answer says of one way to the mailbox. */
export interface PoxProtocol {
  /** EXCH: within the network. EXPR: Outlook Anywhere. mapiHttp: MAPI over HTTP. WEB, internal and external: browsers. */
  readonly type: string
  readonly server: string | null
  /** Each address by its element: EwsUrl, OABUrl, EcpUrl. */
  readonly urls: Readonly<Record<string, string>>
}

export type PoxAnswer =
  | { readonly kind: 'settings'; readonly protocols: readonly PoxProtocol[] }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'unreadable' }

function textOf(xml: string, element: string): string | null {
  const found = new RegExp(`<${element}(?:\\s[^<>]{0,300})?>([^<]{0,2000})</${element}>`, 'i').exec(xml)?.[1]
  return found === undefined ? null : unescaped(found.trim())
}

function protocolOf(xml: string): PoxProtocol | null {
  const type = /^<Protocol\s[^<>]{0,200}Type="([^"<>]{1,40})"/i.exec(xml)?.[1] ?? textOf(xml, 'Type')
  if (!type) return null
  const leaves = [
    ...xml.matchAll(/<([A-Za-z]{1,40})(?:\s[^<>]{0,300})?>\s*(https?:[^<\s]{1,2000})\s*<\/\1>/g),
  ]
  const urls = leaves.flatMap(([, name, url]) => (name && url ? [[name, unescaped(url)] as const] : []))
  return { type, server: textOf(xml, 'Server'), urls: Object.fromEntries(urls) }
}

/** What stands between each `<name>` and its `</name>`, and all the rest. */
function cutOut(xml: string, name: string): { readonly inner: readonly string[]; readonly rest: string } {
  const [first = '', ...pieces] = xml.split(`<${name}>`)
  const cut = pieces.map((piece) => piece.split(`</${name}>`))
  return {
    inner: cut.map(([inner = '']) => inner),
    rest: first + cut.map(([, ...after]) => after.join('')).join(''),
  }
}

/** Browsers' addresses stand in two sections, each with a protocol in it that says nothing new. */
function browserProtocols(sections: readonly string[], type: PoxProtocol['type']): readonly PoxProtocol[] {
  return sections.flatMap((section) => {
    const url = textOf(section, 'OWAUrl')
    return url ? [{ type, server: null, urls: { OWAUrl: url } }] : []
  })
}

function withoutComments(xml: string): string {
  const [first = '', ...rest] = xml.split('<!--')
  return first + rest.map((piece) => piece.split('-->').slice(1).join('-->')).join('')
}

/** Reads the answer, as much of it as is judged. The network hands out 64 kB of it at most. */
export function readPox(body: string): PoxAnswer {
  const xml = withoutComments(body)
  if (!/<Autodiscover[\s>]/i.test(xml)) return { kind: 'unreadable' }
  const code = textOf(xml, 'ErrorCode')
  if (code) return { kind: 'error', code, message: textOf(xml, 'Message') ?? '' }
  const to = textOf(xml, 'RedirectAddr') ?? textOf(xml, 'RedirectUrl')
  if (to) return { kind: 'redirect', to }
  const internal = cutOut(xml, 'Internal')
  const external = cutOut(internal.rest, 'External')
  const pieces = external.rest.split(/(?=<Protocol[\s>])/i).slice(1)
  const protocols = [
    ...pieces.flatMap((piece) => protocolOf(piece) ?? []),
    ...browserProtocols(internal.inner, 'WEB, internal'),
    ...browserProtocols(external.inner, 'WEB, external'),
  ]
  return protocols.length > 0 ? { kind: 'settings', protocols } : { kind: 'unreadable' }
}
