import { staticMembers } from '../evaluate/static-members'
import { findType, typeWords } from '../values/type-names'
import { begins, type Completed, mostOffers, type Offer, sorted } from './offer'

const member = /\[(?<type>[\w.]{1,100}(?:\[\])?)\]::(?<prefix>\w*)$/
const name = /(?:^|[\s(=,;{|])\[(?<prefix>[\w.]*)$/

const offer = (text: string, shown = text): Offer => ({ text, shown, kind: 'member', about: '' })

/** `[math]::Ro`, `[da`: static members of a listed type, and the names of types; null where neither is typed. */
export function completeType(text: string): Completed | null {
  const tail = text.slice(-200)
  const asked = member.exec(tail)?.groups
  if (asked) {
    const { type = '', prefix = '' } = asked
    const members = staticMembers(findType(type) ?? '').filter(({ name: one }) => begins(one, prefix))
    return completed(
      text,
      prefix,
      members.map(({ name: one, isMethod }) => (isMethod ? offer(`${one}(`, `${one}()`) : offer(one))),
    )
  }
  const prefix = name.exec(tail)?.groups?.prefix
  if (prefix === undefined || prefix === '') return null
  const short = prefix.replace(/^System\./i, '')
  const found = typeWords.filter((one) => begins(one, prefix) || begins(one, `System.${short}`))
  return completed(text, prefix, sorted(found.map((one) => offer(one))))
}

function completed(text: string, prefix: string, offers: readonly Offer[]): Completed {
  return { from: text.length - prefix.length, to: text.length, offers: offers.slice(0, mostOffers) }
}
