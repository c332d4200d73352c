import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../project'
import { type Figure, megabytes, milliseconds, seconds, times } from './figure'
import type { Lab } from './lab'
import { median } from './measure'

const mailboxes = 100_000
const everyMailbox = 'Get-Mailbox -ResultSize Unlimited'

/** The same mailboxes by one plain query, all of them in memory at once. */
async function plainRead(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const begun = performance.now()
  await client.query(`
    select u.*, json_agg(json_build_object('address', a."address", 'primary', a."primary")) as addresses
    from "User" u join "ProxyAddress" a on a."userId" = u."id"
    where u."alias" is not null group by u."id" order by u."nameKey", u."id"`)
  const taken = performance.now() - begun
  await client.end()
  return taken
}

/** Each line in a process of its own, so that what one needed of memory is not counted to another. */
async function reading(lab: Lab): Promise<Figure[]> {
  const part = `Shell: ${mailboxes.toLocaleString('en')} mailboxes through a pipeline`
  const url = await lab.database(mailboxes)
  const measured = async (source: string) => {
    const inside = await lab.inside(url)
    const taken = await inside.do('runLine', { source })
    await inside.stop()
    return taken
  }
  const plain = median([await plainRead(url), await plainRead(url), await plainRead(url)])
  const every = await measured(`${everyMailbox} | Where-Object { $_.Name -like '*z' }`)
  const few = await measured(`${everyMailbox} | Select-Object -First 10`)
  return [
    times(part, '| Where-Object, beside one plain query of the same rows', [every.milliseconds, plain]),
    {
      part,
      what: '| Where-Object, seconds',
      ours: seconds(every.milliseconds),
      beside: '',
      compared: every.milliseconds / 1000,
      unit: 's',
      aim: 5,
    },
    { part, what: `| Where-Object, first of ${every.objects}`, ours: milliseconds(every.first), beside: '' },
    { part, what: '| Where-Object, memory', ours: megabytes(every.grew), beside: '' },
    times(part, '| Select-Object -First 10, beside all of them', [few.milliseconds, every.milliseconds], {
      aim: 0.2,
    }),
    { part, what: '| Select-Object -First 10, memory', ours: megabytes(few.grew), beside: '' },
  ]
}

/** `npm run shell` with a line on its standard input: seconds until the answer is there. */
async function startOnce(lab: Lab): Promise<number> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['lib/host/shell.mjs'], {
    cwd: projectRoot,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, DATA_DIR: join(lab.directory, 'shell-start'), DATABASE_URL: '' },
  })
  lab.onClose(() => child.kill())
  child.stdin.end("'ready'\n")
  const [answer] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  const taken = (performance.now() - begun) / 1000
  if (!String(answer).includes('ready')) throw new Error('npm run shell did not answer')
  if (child.exitCode === null) await once(child, 'exit')
  return taken
}

async function starting(lab: Lab): Promise<Figure[]> {
  const part = 'Shell: start to the first prompt'
  await startOnce(lab)
  const started = median([await startOnce(lab), await startOnce(lab), await startOnce(lab)])
  const inside = await lab.inside(await lab.database())
  const { first, next } = await inside.do('openShells', undefined)
  await inside.stop()
  return [
    {
      part,
      what: 'npm run shell, warm',
      ours: seconds(started * 1000),
      beside: '',
      compared: started,
      unit: 's',
      aim: 5,
    },
    { part, what: 'in the web process, the first one', ours: milliseconds(first), beside: '' },
    { part, what: 'in the web process, another one', ours: milliseconds(next), beside: '' },
  ]
}

export async function shell(lab: Lab): Promise<Figure[]> {
  return [...(await reading(lab)), ...(await starting(lab))]
}
