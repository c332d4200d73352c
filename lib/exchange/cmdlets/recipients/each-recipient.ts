import { nameOf, type Recipient } from '../../directory/recipient'
import type { Site } from '../../store'
import { allObjects } from './find-recipient'

/** Which recipients a listing goes through; users a page at a time. */
export interface Range {
  readonly users?: { readonly withMailbox?: boolean; readonly database?: string }
  readonly objects?: boolean
}

const key = (recipient: Recipient) => nameOf(recipient).toLowerCase()

/** Recipients by name. Groups and contacts, few as they are, are sorted in among the users. */
export async function* eachRecipient(site: Site, { users, objects }: Range): AsyncIterable<Recipient> {
  const others = objects
    ? (await allObjects(site)).toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
    : []
  let next = 0
  if (users)
    for await (const user of site.store.users.each(users)) {
      for (let other = others[next]; other && key(other) < user.name.toLowerCase(); other = others[next]) {
        yield other
        next++
      }
      yield { kind: 'user', user }
    }
  yield* others.slice(next)
}
