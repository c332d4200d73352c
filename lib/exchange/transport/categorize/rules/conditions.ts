import { isList, type Value } from '@/lib/shell'
import { splitAddress } from '../../../directory/address'
import { parseSize } from '../../../directory/quota'
import { type Directory, type DirectoryEntry, idsIn } from '../directory'
import type { MailToCategorize, Sender } from '../mail-at-hand'
import { isMember } from '../membership'

/** A message as rules see it. */
export interface RuledMail {
  readonly mail: MailToCategorize
  readonly sender: Sender
  readonly recipients: readonly { readonly address: string; readonly entry: DirectoryEntry | null }[]
  /** Whether the organization takes mail for a domain. */
  isOurs(domain: string): boolean
  readonly directory: Directory
}

export type Condition = (message: RuledMail) => boolean | Promise<boolean>

type IdsOf = (names: readonly string[]) => Promise<readonly string[]>

/** A condition by the name of its parameter, exceptions without their `ExceptIf`; null for one that is not modelled. */
export async function conditionOf(name: string, value: Value, idsOf: IdsOf): Promise<Condition | null> {
  const given = (isList(value) ? value : [value]).map(String)
  const make = conditions[name]
  return make ? make(given, people.has(name) ? await idsOf(given) : []) : null
}

const people = new Set(['From', 'FromMemberOf', 'SentTo', 'SentToMemberOf', 'ManagerAddresses'])

type Make = (given: readonly string[], ids: readonly string[]) => Condition

const domainOf = (address: string) => splitAddress(address).domain.toLowerCase()

const isWithin = (domain: string, wanted: readonly string[]) =>
  wanted.some((one) => domain === one.toLowerCase() || domain.endsWith(`.${one.toLowerCase()}`))

/** Whole words, without regard to case. */
export function hasWord(text: string, words: readonly string[]): boolean {
  const padded = ` ${text.toLowerCase()} `
  return words.some((word) => {
    const wanted = word.trim().toLowerCase()
    if (wanted === '') return false
    for (let at = padded.indexOf(wanted); at >= 0; at = padded.indexOf(wanted, at + 1))
      if (isEdge(padded[at - 1]) && isEdge(padded[at + wanted.length])) return true
    return false
  })
}

const isEdge = (letter: string | undefined) => letter === undefined || !/[\p{L}\p{N}_]/u.test(letter)

const inScope = (scope: readonly string[], inside: boolean) => (): boolean =>
  scope.some((one) => /^NotInOrganization$/i.test(one)) ? !inside : inside

const isHim = (entry: DirectoryEntry | null, address: string, ids: readonly string[]) =>
  (entry !== null && ids.includes(entry.id)) || ids.includes(address.toLowerCase())

const conditions: Readonly<Record<string, Make>> = {
  From:
    (_, ids) =>
    ({ sender }) =>
      isHim(sender.entry, sender.address, ids),
  FromMemberOf:
    (_, ids) =>
    ({ sender, directory }) =>
      sender.entry !== null && isMember(sender.entry.id, ids, directory),
  FromScope:
    (given) =>
    ({ sender }) =>
      inScope(given, sender.trusted)(),
  FromAddressContainsWords:
    (given) =>
    ({ sender }) =>
      hasWord(sender.address, given),
  SenderDomainIs:
    (given) =>
    ({ sender }) =>
      isWithin(domainOf(sender.address), given),
  SentTo:
    (_, ids) =>
    ({ recipients }) =>
      recipients.some(({ entry, address }) => isHim(entry, address, ids)),
  SentToMemberOf:
    (_, ids) =>
    async ({ recipients, directory }) => {
      for (const { entry } of recipients)
        if (entry && (ids.includes(entry.id) || (await isMember(entry.id, ids, directory)))) return true
      return false
    },
  SentToScope:
    (given) =>
    ({ recipients, isOurs }) =>
      recipients.some(({ address }) => inScope(given, isOurs(domainOf(address)))()),
  RecipientDomainIs:
    (given) =>
    ({ recipients }) =>
      recipients.some(({ address }) => isWithin(domainOf(address), given)),
  RecipientAddressContainsWords:
    (given) =>
    ({ recipients }) =>
      recipients.some(({ address }) => hasWord(address, given)),
  AnyOfRecipientAddressContainsWords:
    (given) =>
    ({ recipients }) =>
      recipients.some(({ address }) => hasWord(address, given)),
  ManagerAddresses:
    (_, ids) =>
    ({ sender }) =>
      sender.entry !== null && idsIn(sender.entry.more, 'Manager').some((one) => ids.includes(one)),
  SubjectContainsWords:
    (given) =>
    ({ mail }) =>
      hasWord(mail.subject, given),
  MessageSizeOver:
    ([given = '']) =>
    ({ mail }) =>
      mail.size > (parseSize(given) ?? Number.POSITIVE_INFINITY),
}
