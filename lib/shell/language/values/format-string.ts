import { maximumText, tooLong } from './arithmetic'
import { formatDate } from './date'
import { DateTime, type Datum, Guid, TimeSpan } from './datum'
import { isNumber, numberText, roundEven, toDouble } from './number'
import { failure } from './script-error'
import { shownText } from './text'

/** `-f`: `{0}`, `{0,-10}`, `{0:N2}`, `{{`. */
export function formatString(format: string, values: readonly Datum[]): string {
  let length = 0
  return format.replace(
    /\{\{|\}\}|\{(\d{1,6})(?:,\s*(-?\d{1,4}))?(?::([^}]*))?\}|[{}]/g,
    (all, index?: string, width?: string, how?: string) => {
      if (all === '{{' || all === '}}') return all.charAt(0)
      if (index === undefined || Number(index) >= values.length)
        throw failure(
          index === undefined
            ? 'Error formatting a string: Input string was not in a correct format..'
            : 'Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the size of the argument list..',
          'FormatError',
          { category: 'InvalidOperation' },
        )
      const text = formatValue(values[Number(index)] ?? null, how ?? '')
      const wide = Number(width ?? 0)
      const padded = wide < 0 ? text.padEnd(-wide) : text.padStart(wide)
      length += padded.length
      if (length > maximumText) tooLong()
      return padded
    },
  )
}

export function formatValue(value: Datum, format: string): string {
  if (!format) return shownText(value)
  if (value instanceof DateTime) return formatDate(value, format)
  if (value instanceof Guid)
    return format.toUpperCase() === 'N'
      ? value.text.replaceAll('-', '')
      : format.toUpperCase() === 'B'
        ? `{${value.text}}`
        : value.text
  if (value instanceof TimeSpan) return formatSpan(value, format)
  return isNumber(value) ? formatNumber(toDouble(value), format, numberText(value)) : shownText(value)
}

function formatSpan({ ms }: TimeSpan, format: string): string {
  const all = Math.abs(ms)
  const parts: Record<string, number> = {
    d: Math.floor(all / 86_400_000),
    h: Math.floor(all / 3_600_000) % 24,
    m: Math.floor(all / 60_000) % 60,
    s: Math.floor(all / 1000) % 60,
  }
  return format
    .slice(0, 100)
    .replace(/\\.|'[^']*'|d+|h+|m+|s+/g, (part) =>
      part.startsWith('\\')
        ? part.slice(1)
        : part.startsWith("'")
          ? part.slice(1, -1)
          : String(parts[part.charAt(0)] ?? '').padStart(part.length, '0'),
    )
}

const grouped = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** .NET's standard numeric formats and the custom ones of zeros, hashes and commas, in the culture en-US. */
export function formatNumber(value: number, format: string, plain: string): string {
  const found = /^([a-zA-Z])(\d{0,2})$/.exec(format)
  if (!found?.[1]) return customNumber(value, format)
  const digits = found[2] ? Number(found[2]) : null
  const sign = value < 0 ? '-' : ''
  switch (found[1].toUpperCase()) {
    case 'N':
      return grouped(value, Math.min(20, digits ?? 2))
    case 'F':
      return Math.abs(value) < 1e21 ? value.toFixed(Math.min(100, digits ?? 2)) : plain
    case 'C':
      return value < 0
        ? `($${grouped(-value, Math.min(20, digits ?? 2))})`
        : `$${grouped(value, Math.min(20, digits ?? 2))}`
    case 'P':
      return `${grouped(value * 100, Math.min(20, digits ?? 2))} %`
    case 'D':
      return sign + String(Math.abs(roundEven(value))).padStart(digits ?? 0, '0')
    case 'X': {
      const text = (
        value < 0 ? BigInt.asUintN(32, BigInt(roundEven(value))) : BigInt(roundEven(value) || 0)
      ).toString(16)
      return (found[1] === 'X' ? text.toUpperCase() : text).padStart(digits ?? 0, '0')
    }
    case 'E': {
      const [mantissa, power = '0'] = value.toExponential(Math.min(100, digits ?? 6)).split('e')
      return `${mantissa}${found[1]}${Number(power) < 0 ? '-' : '+'}${String(Math.abs(Number(power))).padStart(3, '0')}`
    }
    default:
      return plain
  }
}

function customNumber(value: number, format: string): string {
  const found = /^([^#0,.%]*)([#0,]*)(?:\.([#0]*))?(%?)(.*)$/s.exec(format.slice(0, 100))
  if (!found) return format
  const [, before = '', whole = '', fraction = '', percent, after = ''] = found
  if (!/[#0]/.test(whole + fraction)) return format
  const least = fraction.replace(/#+$/, '').length
  const text = (Math.abs(value) * (percent ? 100 : 1)).toLocaleString('en-US', {
    useGrouping: whole.includes(','),
    minimumIntegerDigits: Math.max(1, Math.min(20, (whole.match(/0/g) ?? []).length)),
    minimumFractionDigits: Math.min(20, least),
    maximumFractionDigits: Math.min(20, fraction.length),
  })
  const shown = /0/.test(whole) ? text : text.replace(/^0(?=\.)/, '')
  return `${value < 0 ? '-' : ''}${before}${shown}${percent ?? ''}${after}`
}
