import { ok, parsed, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'

export const usualResultSize = 1000

/** How many objects come back at most; null for all. */
export const resultSize = parsed('Unlimited', (given): Result<number | null> => {
  if (given.trim().toLowerCase() === 'unlimited') return ok(null)
  return /^\d{1,9}$/.test(given.trim())
    ? ok(Number(given))
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "Unlimited".`,
      )
})

export function moreResults(count: number): string {
  return `By default, only the first ${count} items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify "-ResultSize Unlimited".`
}
