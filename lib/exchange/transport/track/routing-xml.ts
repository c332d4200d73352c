import type { RoutingTable } from '../route'

/** What each entry of a list is called, by the list's name. */
const entryOf: Readonly<Record<string, string>> = {
  sites: 'AdSite',
  links: 'AdSiteLink',
  routingGroups: 'RoutingGroup',
  servers: 'Server',
  databases: 'Database',
  groups: 'DatabaseAvailabilityGroup',
  connectors: 'Connector',
  domains: 'AcceptedDomain',
  spaces: 'AddressSpace',
  smartHosts: 'SmartHost',
  sources: 'SourceServer',
  path: 'Hop',
}

/** A routing table as the XML file of a log folder. */
export function routingXml(
  table: RoutingTable,
  { at, trigger }: { readonly at: Date; readonly trigger: string },
) {
  const attributes = `timestamp="${at.toISOString()}" trigger="${escaped(trigger)}"`
  return `<?xml version="1.0" encoding="utf-8"?>\n<RoutingTables ${attributes}>\n${children(table, 1)}</RoutingTables>\n`
}

function element(name: string, value: unknown, depth: number): string {
  const indent = '  '.repeat(depth)
  if (value === null || value === undefined || value === '') return `${indent}<${name}/>\n`
  if (typeof value !== 'object') return `${indent}<${name}>${escaped(String(value))}</${name}>\n`
  const inside = Array.isArray(value)
    ? value.map((one) => element(entryOf[name] ?? entryOf[lower(name)] ?? 'Entry', one, depth + 1)).join('')
    : children(value, depth + 1)
  return inside === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>\n${inside}${indent}</${name}>\n`
}

function children(value: object, depth: number): string {
  return Object.entries(value)
    .map(([key, one]) => element(`${key.slice(0, 1).toUpperCase()}${key.slice(1)}`, one, depth))
    .join('')
}

const lower = (name: string) => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`

/** XML 1.0 §2.2 has no control characters but tab and line ends. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** `RoutingConfig#2@11_22_2026 9_41_02 AM.xml`, without what file systems and headers do not take. */
export function routingFileName({ id, at }: { readonly id: string; readonly at: Date }): string {
  return `RoutingConfig#${id}@${at.toISOString().slice(0, 19).replace(/:/g, '_').replace('T', ' ')}.xml`
}
