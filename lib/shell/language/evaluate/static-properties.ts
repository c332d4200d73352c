import { convertTo } from '../values/convert'
import { DateTime, type Datum, EnumWord, Guid, Num, TimeSpan } from '../values/datum'
import { encodings } from '../values/encoding'
import type { Machine } from './machine'

const here = (machine: Machine, kind: 'Local' | 'Utc' = 'Local') => new DateTime(machine.now(), kind)

/** `[type]::Property` of the listed types; undefined when there is none. */
export function staticProperty(machine: Machine, type: string, written: string): Datum | undefined {
  const name = written.toLowerCase()
  const found: Record<string, () => Datum> = {
    'System.DateTime::now': () => here(machine),
    'System.DateTime::utcnow': () => here(machine, 'Utc'),
    'System.DateTime::today': () =>
      new DateTime(Math.floor(machine.now() / 86_400_000) * 86_400_000, 'Local'),
    'System.DateTime::minvalue': () => new DateTime(-62_135_596_800_000),
    'System.DateTime::maxvalue': () => new DateTime(253_402_300_799_999),
    'System.Guid::empty': () => new Guid('00000000-0000-0000-0000-000000000000'),
    'System.String::empty': () => '',
    'System.Int32::maxvalue': () => 2_147_483_647,
    'System.Int32::minvalue': () => -2_147_483_648,
    'System.Int64::maxvalue': () => new Num('Int64', 2n ** 63n - 1n),
    'System.Int64::minvalue': () => new Num('Int64', -(2n ** 63n)),
    'System.Double::maxvalue': () => new Num('Double', Number.MAX_VALUE),
    'System.Math::pi': () => new Num('Double', Math.PI),
    'System.Math::e': () => new Num('Double', Math.E),
    'System.TimeSpan::zero': () => new TimeSpan(0),
    'System.Environment::newline': () => '\r\n',
    'System.Environment::machinename': () => machine.host.environment.get('COMPUTERNAME') ?? '',
    'System.Environment::username': () => machine.host.environment.get('USERNAME') ?? '',
    'System.Environment::userdomainname': () => machine.host.environment.get('USERDOMAIN') ?? '',
    'System.Net.IPAddress::any': () => convertTo('0.0.0.0', 'System.Net.IPAddress', machine.now),
    'System.Net.IPAddress::loopback': () => convertTo('127.0.0.1', 'System.Net.IPAddress', machine.now),
    'System.Net.IPAddress::none': () => convertTo('255.255.255.255', 'System.Net.IPAddress', machine.now),
  }
  const key = `${type}::${name}`
  if (Object.hasOwn(found, key)) return found[key]?.()
  if (type === 'System.Text.Encoding' && encodings.has(name))
    return new EnumWord('System.Text.Encoding', name)
  if (/^System\.(StringComparison|StringSplitOptions|DayOfWeek)$/.test(type))
    return new EnumWord(type, written)
  return undefined
}
