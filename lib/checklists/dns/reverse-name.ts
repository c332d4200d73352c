import type { Answer } from '@/lib/network'
import type { Finding } from '../checklist'
import { noAnswer } from './finding'

export interface ReverseQuestion {
  readonly address: string
  readonly mail: string
  readonly truth: Answer
  readonly seen: Answer
  /** What the address is called. */
  readonly names: readonly string[]
  /** Those of them that lead back to the address. */
  readonly confirmed: readonly string[]
}

/** 203-0-113-25.static.isp.example: what a provider calls an address by itself. */
function madeOfAddress(name: string, address: string): boolean {
  const parts = address.split('.')
  const forms = [parts, [...parts].reverse()].flatMap((one) => [one.join('-'), one.join('.')])
  return forms.some((form) => name.includes(form))
}

const action = 'Ask your Internet Service Provider to set it; it is not in your own zone.'

/** The forward-confirmed reverse name (RFC 1912 §2.1): address to name, and the name back to the address. */
export function judgeReverseName({ address, mail, truth, names, confirmed }: ReverseQuestion): Finding {
  const unanswered = noAnswer(truth)
  if (unanswered)
    return { ...unanswered, state: 'warning', action: 'Look again later, or ask your Internet provider.' }
  if (names.length === 0)
    return {
      found: [],
      state: 'warning',
      verdict: 'No reverse name',
      reason: `Nobody has given ${address} a name, and many servers take no mail from an address without one.`,
      action,
    }
  if (confirmed.length === 0)
    return {
      found: names,
      state: 'warning',
      verdict: 'Leads elsewhere',
      reason: `${names.join(' and ')} does not lead back to ${address}, and receivers take that for a false name.`,
      action: names.includes(mail) ? `Set the A record of ${mail} right.` : action,
    }
  if (confirmed.includes(mail)) return { found: names, state: 'ok', verdict: 'Matches' }
  return madeOfAddress(confirmed[0] ?? '', address)
    ? {
        found: names,
        state: 'warning',
        verdict: 'The provider’s name',
        reason:
          'It is made of the address, as those of dial-up lines are; many receivers distrust such names.',
        action,
      }
    : {
        found: names,
        state: 'ok',
        verdict: 'Works',
        reason: `It differs from ${mail}, and leads back to the address all the same.`,
      }
}
