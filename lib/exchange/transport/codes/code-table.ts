import { addressCodes } from './address-codes'
import { contentCodes } from './content-codes'
import { mailboxCodes } from './mailbox-codes'
import type { NonDeliveryCode } from './non-delivery-code'
import { routingCodes } from './routing-codes'
import { transientCodes } from './transient-codes'

/** The codes that administrators of Exchange look up, in order. */
export const nonDeliveryCodes: readonly NonDeliveryCode[] = [
  ...transientCodes,
  ...addressCodes,
  ...mailboxCodes,
  ...routingCodes,
  ...contentCodes,
]

/**
 * The line for a code; for one that has none, that of its family (`5.1.10`: `5.1.x`), or of the class as a whole
 * (RFC 3463 §3.1). Null for what is no code of a failure.
 */
export function findCode(code: string): NonDeliveryCode | null {
  if (!/^[45]\.\d{1,3}\.(\d{1,3}|x)$/.test(code)) return null
  const [major = '', subject = '', detail = ''] = code.split('.')
  // 5.1.10 is what Exchange 2013 and later say where 5.1.1 stood before.
  const written = major === '5' && subject === '1' && detail === '10' ? '5.1.1' : code
  const same = written === '5.4.14' ? '5.4.6' : written
  const named = (wanted: string) => nonDeliveryCodes.find((one) => one.code === wanted)
  return named(same) ?? named(`${major}.${subject}.x`) ?? named(`${major}.${subject}.0`) ?? null
}
