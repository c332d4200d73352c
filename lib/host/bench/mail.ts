import { type Figure, milliseconds, perSecond } from './figure'
import type { Lab } from './lab'
import { startHaraka, withoutHaraka } from './mail-haraka'
import { acceptedBySmtp, type Flow, hasSmtpSource, type MailServer, sendThrough, type Way } from './mail-load'
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

type Rivals = Readonly<Record<'Postfix' | 'Haraka', MailServer | null>>

interface Rounds {
  readonly ours: readonly Flow[]
  readonly rivals: readonly { readonly name: string; readonly flows: readonly Flow[] }[]
}

/** Each server in turn, so that what else the machine does meets all of them; the first round warms up. */
async function take(site: MailSite, rivals: Rivals, way: Way): Promise<Rounds> {
  const servers = Object.entries({ ours: site, ...rivals }).flatMap(([name, server]) =>
    server ? [{ name, server, flows: [] as Flow[] }] : [],
  )
  for (let round = 0; round <= rounds; round++)
    for (const { server, flows } of servers) {
      const flow = await sendThrough(server, way, round === 0 ? messages / 4 : messages)
      if (round > 0) flows.push(flow)
    }
  const [ours, ...others] = servers
  return { ours: ours?.flows ?? [], rivals: others }
}

const middle = (flows: readonly Flow[], what: keyof Flow) => median(flows.map((flow) => flow[what]))

function figures({ connections, reused, aim }: (typeof ways)[number], { ours, rivals }: Rounds): Figure[] {
  const how = `${connections} connections, ${reused ? 'reused' : 'new for each message'}`
  const line = (what: keyof Flow, write: (value: number) => string) => ({
    part,
    ours: write(middle(ours, what)),
    beside: rivals.map(({ name, flows }) => `${name} ${write(middle(flows, what))}`).join(', '),
  })
  const postfix = rivals.find(({ name }) => name === 'Postfix')?.flows
  const compared = postfix && {
    compared: middle(postfix, 'accepted') / middle(ours, 'accepted'),
    unit: 'ratio' as const,
    aim,
  }
  return [
    { ...line('accepted', perSecond), what: `${how}: accepted`, ...compared },
    { ...line('delivered', perSecond), what: `${how}: delivered` },
    { ...line('transit', milliseconds), what: `${how}: median time in transport` },
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

async function rivalsOf(lab: Pick<Lab, 'onClose'>): Promise<Rivals> {
  const absent = { Postfix: withoutPostfix(), Haraka: withoutHaraka() }
  for (const [name, why] of Object.entries(absent))
    if (why) console.log(`mail: ${why}; the mail is measured without ${name}.`)
  const postfix = absent.Postfix ? null : await startPostfix()
  if (postfix) lab.onClose(postfix.close)
  const haraka = absent.Haraka ? null : await startHaraka()
  if (haraka) lab.onClose(haraka.close)
  return { Postfix: postfix, Haraka: haraka }
}

/** Accepted is committed: ours is in PostgreSQL, Postfix’s in its queue's files, both synced to disk. */
export async function mailFlowing(lab: Lab): Promise<Figure[]> {
  if (!hasSmtpSource()) {
    console.log('mail: SKIPPED, since smtp-source (Postfix) is not on the PATH of this computer.')
    return []
  }
  const rivals = await rivalsOf(lab)
  const site = await openMailSite(lab)
  const all: Figure[] = []
  for (const way of ways) all.push(...figures(way, await take(site, rivals, way)))
  return [...all, await throughQueues(site)]
}
