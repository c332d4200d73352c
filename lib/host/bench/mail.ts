import { type Figure, milliseconds, perSecond } from './figure'
import type { Absent } from './haraka-program'
import type { Lab } from './lab'
import { openHaraka } from './mail-haraka'
import { acceptedBySmtp, type Flow, hasSmtpSource, type Rival, sendThrough, type Way } from './mail-load'
import { startPostfix, withoutPostfix } from './mail-postfix'
import { type MailSite, openMailSite } from './mail-site'
import { median } from './measure'

const part = 'Mail: messages of 2 kB from smtp-source, in the same minutes'
const rounds = 3
const messages = 2000
const queued = 5000

/** What `theirs / ours` may be: twice Postfix over connections that stay, as much as Postfix over new ones. */
const ways: readonly (Way & { readonly aim: number })[] = [
  { connections: 10, reused: true, aim: 0.5 },
  { connections: 10, reused: false, aim: 1 },
  { connections: 200, reused: true, aim: 0.5 },
  { connections: 200, reused: false, aim: 1 },
]

interface Rivals {
  readonly present: Readonly<Record<string, Rival>>
  /** Names of those that cannot be measured here. */
  readonly absent: readonly string[]
}

interface Rounds {
  readonly ours: readonly Flow[]
  readonly rivals: readonly {
    readonly name: string
    readonly server: Rival
    readonly flows: readonly Flow[]
  }[]
}

/** Each server in turn, so that what else the machine does meets all of them; the first round warms up. */
async function take(site: MailSite, { present }: Rivals, way: Way): Promise<Rounds> {
  const ours: Flow[] = []
  const rivals = Object.entries(present).map(([name, server]) => ({ name, server, flows: [] as Flow[] }))
  for (let round = 0; round <= rounds; round++)
    for (const { server, flows } of [{ server: site, flows: ours }, ...rivals]) {
      const flow = await sendThrough(server, way, round === 0 ? messages / 4 : messages)
      if (round > 0) flows.push(flow)
    }
  return { ours, rivals }
}

const middle = (flows: readonly Flow[], what: keyof Flow) => median(flows.map((flow) => flow[what]))

function figures(
  { connections, reused, aim }: (typeof ways)[number],
  { ours, rivals }: Rounds,
  absent: readonly string[],
): Figure[] {
  const how = `${connections} connections, ${reused ? 'reused' : 'new for each message'}`
  const line = (what: keyof Flow, write: (value: number) => string, meant: 'accepts' | 'delivers') => ({
    part,
    ours: write(middle(ours, what)),
    beside: [
      ...rivals.map(({ name, server, flows }) => `${name} ${write(middle(flows, what))} (${server[meant]})`),
      ...absent.map((name) => `${name} SKIPPED`),
    ].join(', '),
  })
  const postfix = rivals.find(({ name }) => name === 'Postfix')?.flows
  const compared = postfix && {
    compared: middle(postfix, 'accepted') / middle(ours, 'accepted'),
    unit: 'ratio' as const,
    aim,
  }
  return [
    { ...line('accepted', perSecond, 'accepts'), what: `${how}: accepted`, ...compared },
    { ...line('delivered', perSecond, 'delivers'), what: `${how}: delivered` },
    { ...line('transit', milliseconds, 'delivers'), what: `${how}: median time in transport` },
  ]
}

/** From the queue of the categorizer into the mailbox, without anything that comes in meanwhile. */
async function throughQueues(site: MailSite): Promise<Figure> {
  await site.hold()
  await acceptedBySmtp(site, { connections: 10, reused: true }, queued)
  const begun = performance.now()
  await site.release()
  await site.emptied()
  const ours = perSecond(queued / ((performance.now() - begun) / 1000))
  const what = `${queued.toLocaleString('en-US')} queued messages: categorized and delivered`
  return { part, what, ours, beside: '' }
}

async function openPostfix(lab: Lab): Promise<Rival | Absent> {
  const absent = withoutPostfix()
  if (absent) return { absent }
  const postfix = await startPostfix()
  lab.onClose(postfix.close)
  return postfix
}

/** Says of each that cannot be measured here that it is skipped, and why. */
async function rivalsOf(lab: Lab): Promise<Rivals> {
  const present: Record<string, Rival> = {}
  const absent: string[] = []
  for (const [name, open] of Object.entries({ Postfix: openPostfix, Haraka: openHaraka })) {
    const rival = await open(lab)
    if ('absent' in rival) {
      absent.push(name)
      console.log(`mail: ${name} is SKIPPED: ${rival.absent}.`)
    } else present[name] = rival
  }
  return { present, absent }
}

/**
 * Accepted is committed: ours is in PostgreSQL, theirs in their queue's files, both synced to disk. Delivered is in a
 * mailbox for us; they have none here, so each has the nearest that it can do, which its figures say.
 */
export async function mailFlowing(lab: Lab): Promise<Figure[]> {
  if (!hasSmtpSource()) {
    console.log('mail: SKIPPED, since smtp-source (Postfix) is not on the PATH of this computer.')
    return []
  }
  const rivals = await rivalsOf(lab)
  const site = await openMailSite(lab)
  const all: Figure[] = []
  for (const way of ways) all.push(...figures(way, await take(site, rivals, way), rivals.absent))
  return [...all, await throughQueues(site)]
}
