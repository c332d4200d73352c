import { addUsers } from './bench/add-user'
import { allChecks } from './bench/checks'
import { dnsAnswers } from './bench/dns'
import { type Figure, misses, table } from './bench/figure'
import { type Lab, openLab } from './bench/lab'
import { mailFlowing } from './bench/mail'
import { newMailboxes } from './bench/new-mailbox'
import { dynamicPages } from './bench/pages'
import { proxyRequests } from './bench/proxy'
import { queueView } from './bench/queues'
import { scripts } from './bench/scripts'
import { shell } from './bench/shell'
import { trackingSearch } from './bench/tracking'
import { usersList } from './bench/users'
import { warmStart } from './bench/warm-start'
import { HostError } from './host-error'
import { beginLifetime } from './lifetime'

const parts: Readonly<Record<string, (lab: Lab) => Promise<Figure[]>>> = {
  users: usersList,
  'add-user': addUsers,
  scripts,
  start: warmStart,
  pages: dynamicPages,
  dns: dnsAnswers,
  proxy: proxyRequests,
  checks: allChecks,
  shell,
  'new-mailbox': newMailboxes,
  tracking: trackingSearch,
  queues: queueView,
  mail: mailFlowing,
}

/** `npm run bench`, or some of its parts: `npm run bench -- users pages`. A missed limit gives exit code 1. */
export async function main(words: string[]): Promise<void> {
  const unknown = words.find((word) => !Object.hasOwn(parts, word))
  if (unknown)
    throw new HostError(`The bench has no part ${unknown}.`, `It has ${Object.keys(parts).join(', ')}.`)
  const life = beginLifetime()
  try {
    const lab = await openLab()
    life.onEnd(lab.close)
    await life.end(report(await measure(lab, words)))
  } catch (error) {
    if (!life.ending.aborted) console.error(error instanceof HostError ? `\n${error.message}` : error)
    await life.end(1)
  }
}

async function measure(lab: Lab, chosen: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, part] of Object.entries(parts)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    const begun = Date.now()
    figures.push(...(await part(lab)))
    console.log(`${name}: measured in ${Math.round((Date.now() - begun) / 1000)} s`)
  }
  return figures
}

/** Prints the table and what missed its bound. Gives the exit code. */
function report(figures: readonly Figure[]): number {
  console.log(table(figures))
  console.log(
    '\nMedians of several rounds, taken in turn; what else this machine does shows in them all the same.',
  )
  for (const figure of figures) {
    const missed = misses(figure)
    if (missed) console.log(`Missed its ${missed}: ${figure.part}: ${figure.what}`)
  }
  return figures.some((figure) => misses(figure) === 'limit') ? 1 : 0
}
