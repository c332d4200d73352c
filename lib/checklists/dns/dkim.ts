import type { Answer } from '@/lib/network'
import type { Finding } from '../checklist'
import { noAnswer } from './finding'

export interface DkimKey {
  readonly selector: string
  readonly text: string
}

const exchangeSignsNothing =
  'Exchange Server does not sign mail itself. It takes a signing agent on the server, or a smart host that signs; that program then says which record to create.'

/** The value of one tag (RFC 6376 §3.2), folding white space taken out. */
function tag(text: string, name: string): string | null {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*=([^;]*)`, 'i').exec(text)
  return found ? (found[1] ?? '').replace(/\s/g, '') : null
}

/** p= is required, and empty where the key was taken back (RFC 6376 §3.6.1). */
function judgeKey({ selector, text }: DkimKey): Omit<Finding, 'found'> {
  const key = tag(text, 'p')
  if (key === '')
    return {
      state: 'warning',
      verdict: 'Key taken back',
      reason: `The selector ${selector} has an empty key: what is signed with it fails (RFC 6376 §3.6.1).`,
      action: 'Remove it, or create the record that your signing program shows.',
    }
  const readable =
    key !== null && /^[A-Za-z0-9+/]+={0,2}$/.test(key) && /^(?:DKIM1)?$/.test(tag(text, 'v') ?? '')
  return readable
    ? {
        state: 'ok',
        verdict: 'Key found',
        reason: `Under the selector ${selector}. Whether mail is signed with it, only a message that was received can show.`,
      }
    : {
        state: 'warning',
        verdict: 'Key not readable',
        reason: `The record of the selector ${selector} holds no key as RFC 6376 §3.6.1 has it.`,
        action: 'Copy it once more, in one piece and without quotes.',
      }
}

/**
 * Keys stand under names that only the signed messages tell. That there is one at all shows in the name above:
 * it exists as soon as a name below it does (RFC 8020).
 */
export function judgeDkim(above: Answer | undefined, keys: readonly DkimKey[]): Finding {
  const unanswered = above && noAnswer(above)
  if (unanswered) return unanswered
  const [first] = keys
  if (first)
    return {
      found: keys.map(
        ({ selector, text }) => `${selector}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`,
      ),
      ...judgeKey(first),
    }
  if (above?.status === 'NOERROR' && !above.wildcard)
    return {
      found: ['a selector of another name'],
      state: 'ok',
      verdict: 'There is a key',
      reason: 'Its name cannot be asked for; the header DKIM-Signature of a message tells it (s=).',
    }
  return {
    found: [],
    state: 'neutral',
    verdict: 'Not signed',
    reason: exchangeSignsNothing,
    action: 'Nothing, as long as SPF passes: DMARC needs one of the two.',
  }
}
