import { parseTimeSpan } from './convert'
import { ByteQuantifiedSize, DateTime, type Datum, Unlimited } from './datum'

const size = /^[\d.]+ [KMGT]?B \((\d{1,3}(?:,\d{3})*) bytes\)$/
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/
const span = /^(?:\d{1,8}\.)?\d\d:\d\d:\d\d(?:\.\d{1,7})?$/

/**
 * A text of an object of Exchange as the type that it is written in: sizes sort and compare by their bytes
 * (`TotalItemSize.Value.ToMB()`), times are dates (`WhenCreated.AddDays(1)`).
 */
export function exchangeValue(text: string): Datum {
  if (text === 'Unlimited') return new Unlimited(undefined)
  if (moment.test(text)) return new DateTime(Date.parse(text), 'Local')
  if (span.test(text)) return parseTimeSpan(text) ?? text
  const bytes = size.exec(text)?.[1]
  return bytes ? new Unlimited(new ByteQuantifiedSize(Number(bytes.replaceAll(',', '')))) : text
}
