import { type Datum, Num } from './datum'

const multipliers: Record<string, number> = {
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50,
}

/** An integer as the smallest type that holds it. */
export function integer(value: bigint): Datum {
  if (value >= -(2n ** 31n) && value < 2n ** 31n) return Number(value)
  if (value >= -(2n ** 63n) && value < 2n ** 63n) return new Num('Int64', value)
  return new Num('Double', Number(value))
}

/** A whole number that JavaScript computed, or a Double. */
export function numeric(value: number): Datum {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0)
    ? value
    : new Num('Double', value)
}

/** A number as a script writes it: `1.9GB`, `0x1F`, `10L`, `1e3`; null when the text is none. */
export function parseNumber(text: string): Datum | undefined {
  const found =
    /^([+-]?)(?:0[xX]([0-9a-fA-F]{1,16})|(\d+\.?\d*|\.\d+)((?:[eE][+-]?\d+)?))([lLdD]?)([kKmMgGtTpP][bB])?$/.exec(
      text,
    )
  if (!found) return undefined
  const [, sign = '', hex, digits = '', exponent = '', suffix = '', unit = ''] = found
  const multiplier = multipliers[unit.toLowerCase()] ?? 1
  const negative = sign === '-'
  if (hex !== undefined || (!digits.includes('.') && exponent === '')) {
    let whole = BigInt(hex === undefined ? digits.slice(0, 400) : `0x${hex}`)
    if (hex?.length === 8 && whole >= 2n ** 31n) whole -= 2n ** 32n
    const value = (negative ? -whole : whole) * BigInt(multiplier)
    if (suffix.toLowerCase() === 'd') return new Num('Decimal', Number(value))
    return suffix.toLowerCase() === 'l' ? new Num('Int64', BigInt.asIntN(64, value)) : integer(value)
  }
  const value = Number(`${sign}${digits}${exponent}`) * multiplier
  if (suffix.toLowerCase() === 'd') return new Num('Decimal', value)
  return suffix ? new Num('Int64', BigInt(Math.round(value))) : new Num('Double', value)
}

export function isNumber(value: Datum | undefined): value is number | Num {
  return typeof value === 'number' || value instanceof Num
}

export function toDouble(value: number | Num): number {
  return typeof value === 'number' ? value : Number(value.value)
}

/** .NET Framework's general format: fifteen digits, an exponent from 1E+15 on and below 0.0001. */
export function doubleText(value: number, digits = 15): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return '0'
  const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e')
  const exponent = Number(power)
  const trim = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
  if (exponent >= digits || exponent < -5)
    return `${trim(mantissa)}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  return trim(value.toFixed(Math.min(100, Math.max(0, digits - 1 - exponent))))
}

export function numberText(value: number | Num): string {
  if (typeof value === 'number') return String(value)
  if (value.kind === 'Double') return doubleText(Number(value.value))
  return value.kind === 'Decimal' ? doubleText(Number(value.value), 17) : String(value.value)
}

/** Rounds as .NET converts to integers: halves to the even neighbour. */
export function roundEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest < 0.5) return floor
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}
