import { ok, type Result, refuse } from '@/lib/shell'
import { isDomainName } from '../../directory/address'

/** What an Edge Transport server writes for the organization that it is to be subscribed to. */
export interface SubscriptionFile {
  readonly name: string
  readonly fqdn: string
  readonly adamSslPort: number
  readonly serialNumber: string
  /** When it was written. */
  readonly effective: Date
  /** How long its account works. */
  readonly hours: number
}

/** FILETIME counts 100 nanoseconds since 1601; the Unix epoch is this many milliseconds later. */
const filetimeEpoch = 11_644_473_600_000n
const ticks = 10_000n

const largest = 64 * 1024

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}

export function writeSubscription(file: SubscriptionFile, password: string): string {
  const effective = (BigInt(file.effective.getTime()) + filetimeEpoch) * ticks
  const duration = BigInt(file.hours * 3_600_000) * ticks
  const element = (name: string, value: string | number | bigint) =>
    `  <${name}>${escaped(String(value))}</${name}>`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<EdgeSubscriptionData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    element('EdgeServerName', file.name),
    element('EdgeServerFQDN', file.fqdn),
    element('ESRAUsername', `cn=ESRA.${file.name},CN=Services,CN=Configuration`),
    element('ESRAPassword', password),
    element('EffectiveDate', effective),
    element('Duration', duration),
    element('AdamSslPort', file.adamSslPort),
    element('ServerType', 'Gateway'),
    element('SerialNumber', file.serialNumber),
    '</EdgeSubscriptionData>',
    '',
  ].join('\r\n')
}

function invalid(why: string): Result<never> {
  return refuse(
    'InvalidData',
    'InvalidEdgeSubscriptionFile',
    `The Edge Subscription file isn't valid: ${why}.`,
    {
      target: 'FileData',
      recommendedAction: 'Make a new one on the Edge Transport server: New-EdgeSubscription -FileName.',
    },
  )
}

/** Reads what writeSubscription writes; entities other than numbers are none of its letters. */
export function readSubscription(content: Uint8Array): Result<SubscriptionFile> {
  if (content.length > largest) return invalid('it is larger than 64 KB')
  const xml = new TextDecoder().decode(content)
  const value = (name: string) => {
    const written = new RegExp(`<${name}>([^<]{1,1024})</${name}>`).exec(xml)?.[1] ?? ''
    return written.replace(/&#(\d{1,3});/g, (_, code) => String.fromCharCode(Number(code)))
  }
  const [name, fqdn] = [value('EdgeServerName'), value('EdgeServerFQDN')]
  if (!xml.includes('<EdgeSubscriptionData')) return invalid('it holds no subscription')
  if (!/^[a-z\d][a-z\d-]{0,62}$/i.test(name) || !isDomainName(fqdn.toLowerCase()))
    return invalid('it names no server')
  const numbers = ['EffectiveDate', 'Duration', 'AdamSslPort'].map(value)
  if (!numbers.every((one) => /^\d{1,19}$/.test(one))) return invalid('its dates cannot be read')
  const [effective = '0', duration = '0', port = '0'] = numbers
  return ok({
    name,
    fqdn: fqdn.toLowerCase(),
    adamSslPort: Math.min(Number(port), 65_535),
    serialNumber: value('SerialNumber'),
    effective: new Date(Number(BigInt(effective) / ticks - filetimeEpoch)),
    hours: Number(BigInt(duration) / ticks) / 3_600_000,
  })
}
