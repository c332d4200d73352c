import type { NeighborNow } from './neighbor'

const list = (names: readonly string[]) => names.join(', ')

/** What a neighbor does to mail now, a few words each; none: it takes everything that is for it. */
export function behaviorOf({ known, settings }: NeighborNow): readonly string[] {
  if (known.mx === 'no domain') return ['Not in DNS']
  if (known.mx === 'null') return ['Takes no mail (null MX)']
  if (known.mx === 'silent') return ['Never answers']
  if (known.mx === 'site') return ['Its MX leads to this site']
  if (settings.down) return ['Down']
  const { blockedAddresses, delaySeconds, dropAt, fullMailboxes, deferredMailboxes } = settings
  const places = { Greeting: 'at once', Mail: 'after MAIL FROM', Data: 'after the message' }
  const words: readonly (string | false)[] = [
    dropAt !== 'Never' && `Hangs up ${places[dropAt]}`,
    delaySeconds > 0 && `Waits ${delaySeconds} s`,
    settings.full && 'Disk full',
    settings.requireTls && 'TLS only',
    blockedAddresses.length > 0 && `Blocks ${list(blockedAddresses)}`,
    settings.refusePolicy && 'Checks SPF',
    settings.greylisting && 'Greylists',
    fullMailboxes.length > 0 && `Full: ${list(fullMailboxes)}`,
    deferredMailboxes.length > 0 && `Full for now: ${list(deferredMailboxes)}`,
    settings.autoReplyMailboxes.length > 0 && `Answers: ${list(settings.autoReplyMailboxes)}`,
    known.forwardsBack === true && 'Sends everything back',
    known.answersCodes === true && 'Answers with the code in the name',
  ]
  return words.filter((word) => word !== false)
}

/** Whether mail for a neighbor comes through: `some` where a part of it does, or only later. */
export function takesMail({ known, settings }: NeighborNow): 'all' | 'some' | 'none' {
  if (known.mx || settings.down || settings.full || settings.dropAt !== 'Never') return 'none'
  const { greylisting, refusePolicy, requireTls, blockedAddresses, fullMailboxes, deferredMailboxes } =
    settings
  if (known.answersCodes) return 'some'
  const lists = [blockedAddresses, fullMailboxes, deferredMailboxes]
  return greylisting || refusePolicy || requireTls || lists.some(({ length }) => length > 0) ? 'some' : 'all'
}

/** Whether it has a server that can be told what to do. */
export function hasServer({ known }: Pick<NeighborNow, 'known'>): boolean {
  return known.hosts.length > 0 && known.mx === undefined
}
