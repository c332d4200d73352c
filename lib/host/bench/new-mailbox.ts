import pg from 'pg'
import { insert, type Written } from './add-user'
import { type Figure, perSecond } from './figure'
import type { Lab } from './lab'

const part = 'Shell: New-Mailbox in a loop of 10,000, one after the other'
const count = 10_000
const besideCount = 1000

const asText = { getTypeParser: () => (value: string) => value }

/** What the loop left of one mailbox, every value as PostgreSQL prints it. */
async function writtenBy(client: pg.Pool, number: number): Promise<Written> {
  const rows = async (text: string, value: string) =>
    (await client.query<Record<string, string | null>>({ text, values: [value], types: asText })).rows
  const user = await rows('select * from "User" where "logonName" = $1', `bench${number}`)
  const addresses = await rows('select * from "ProxyAddress" where "userId" = $1', user[0]?.id ?? '')
  const activity = await rows(
    'select * from "Activity" where "command" like $1',
    `%'bench${number}@contoso.com'%`,
  )
  return [
    ['User', user],
    ['ProxyAddress', addresses],
    ['Activity', activity],
  ]
}

/** Mailboxes a second, the same rows by pg alone in a transaction each, and argon2id alone. */
export async function newMailboxes(lab: Lab): Promise<Figure[]> {
  const [url, plainUrl] = [await lab.database(), await lab.database()]
  const inside = await lab.inside(url)
  const [source, target] = [url, plainUrl].map((one) => new pg.Pool({ connectionString: one, max: 1 }))
  if (!source || !target) throw new Error('unreachable')
  lab.onClose(() => Promise.all([source.end(), target.end()]))
  const made = count / (await inside.do('newMailboxes', { count })).seconds
  const written: Written[] = []
  for (let number = 1; number <= besideCount; number++) written.push(await writtenBy(source, number))
  const begun = performance.now()
  for (const one of written) await insert(target, one)
  const inserted = besideCount / ((performance.now() - begun) / 1000)
  const hashed = 200 / (await inside.do('hash', { count: 200, atOnce: 1 })).seconds
  await inside.stop()
  return [
    {
      part,
      what: 'mailboxes, beside plain inserts of the same rows',
      ours: perSecond(made),
      beside: perSecond(inserted),
      compared: inserted / made,
      unit: 'ratio',
    },
    {
      part,
      what: 'mailboxes, beside argon2id alone: each password is hashed with a salt of its own',
      ours: perSecond(made),
      beside: perSecond(hashed),
      compared: hashed / made,
      unit: 'ratio',
    },
  ]
}
