import {
  absent,
  boolean,
  type Cmdlet,
  command,
  int32,
  multiValued,
  type Outcome,
  ok,
  parsed,
  piped,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { Site } from '../../store'
import { since } from '../../topology/exchange-version'
import { canBeResubmitted, canBeSuspended, type Queue } from '../../transport/queue'
import { parseSortOrder, type Shown } from '../../transport/queue-filter'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { type Asked, type Found, findQueues, propertiesOfQueues } from './find-queue'
import { type Page, pageOf, resultSize } from './result-size'

export const which = {
  Identity: piped({ ...text, position: 1 }),
  Filter: text,
  // A queue or a message that is piped is no server: it is the Identity.
  Server: { ...text, pipedByValue: false },
}

export const paging = {
  ResultSize: resultSize,
  SortOrder: multiValued(text),
  SearchForward: boolean,
  BookmarkIndex: int32,
  BookmarkObject: { ...text, pipedByValue: false },
  ReturnPageInfo: boolean,
  IncludeBookmark: boolean,
}

const categories = ['Internal', 'External', 'Empty']

/** `Internal`, `External`, `Empty`, or a delivery type; several with commas. */
const included = parsed('QueueViewerIncludesAndExcludes', (given): Result<readonly string[]> => {
  const words = given.split(',').map((word) => word.trim())
  return words.every((word) => /^[a-z]{1,40}$/i.test(word))
    ? ok(words.map((word) => categories.find((one) => one.toLowerCase() === word.toLowerCase()) ?? word))
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "QueueViewerIncludesAndExcludes".`,
        { recommendedAction: 'Use Internal, External, Empty or a delivery type.' },
      )
})

function isOf(words: readonly string[]): (found: Found<Queue>) => boolean {
  return ({ item: { nextHopCategory, messageCount, deliveryType } }) =>
    words.some(
      (word) =>
        word === nextHopCategory ||
        (word === 'Empty' && messageCount === 0) ||
        word.toLowerCase() === deliveryType.toLowerCase(),
    )
}

const getQueue = exchangeCmdlet({
  name: 'Get-Queue',
  synopsis: 'Lists the queues of a transport server.',
  reads: true,
  columns: [
    ...['Identity', 'DeliveryType', 'Status', 'MessageCount', 'Velocity', 'RiskLevel', 'OutboundIPPool'],
    'NextHopDomain',
  ],
  parameters: {
    ...which,
    ...paging,
    Include: only(since('2013'), included),
    Exclude: only(since('2013'), included),
  },
  run: async ({ Include, Exclude, ...asked }, site) => {
    const found = await findQueues(asked, site)
    if (!found.ok) return found
    const queues = found.value
      .filter((one) => !Include || isOf(Include)(one))
      .filter((one) => !Exclude || !isOf(Exclude)(one))
    return inOrder(
      queues.map(({ shown }) => shown),
      asked,
      propertiesOfQueues,
    )
  },
})

export interface Paging extends Page {
  readonly SortOrder?: readonly string[] | undefined
}

export function inOrder(
  shown: readonly Shown[],
  { SortOrder, ...page }: Paging,
  properties: readonly string[],
): Result<Outcome> {
  const order = SortOrder ? parseSortOrder(SortOrder, properties) : ok(null)
  if (!order.ok) return order
  return pageOf(order.value ? [...shown].sort(order.value) : shown, page)
}

/** Suspend- and Resume-Queue: each to all queues that are meant, each the other's undo. */
function changing(
  name: string,
  back: string,
  synopsis: string,
  change: (queue: Queue, site: Site) => Promise<boolean>,
): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    parameters: which,
    run: async (asked: Asked, site) => {
      const changed = await toEach(name, asked, site, change)
      if (!changed.ok) return changed
      const undo = changed.value.map(({ server, key }) =>
        command(back, { Identity: `${server}\\${key}`, Confirm: absent }),
      )
      return ok({ undo })
    },
  })
}

/** @returns the queues that were changed */
async function toEach(
  name: string,
  asked: Asked,
  site: Site,
  change: (queue: Queue, site: Site) => Promise<boolean>,
): Promise<Result<readonly Queue[]>> {
  const named = requireWhich(asked, name)
  if (!named.ok) return named
  const found = await findQueues(asked, site)
  if (!found.ok) return found
  const changed: Queue[] = []
  for (const { item } of found.value) if (await change(item, site)) changed.push(item)
  return ok(changed)
}

export function requireWhich({ Identity, Filter }: Asked, name: string): Result<void> {
  return Identity || Filter
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'MissingMandatoryParameter',
        'Cannot process command because of one or more missing mandatory parameters: Identity.',
        { target: 'Identity', recommendedAction: `Give ${name} a value for -Identity or -Filter.` },
      )
}

/** Acts on queues in the status Retry alone; -Resubmit on the Unreachable queue, too. */
const retryQueue = exchangeCmdlet({
  name: 'Retry-Queue',
  synopsis: 'Tries the next hop of queues again now, or submits their messages anew.',
  parameters: { ...which, Resubmit: boolean },
  run: async ({ Resubmit = false, ...asked }, site) => {
    const changed = await toEach('Retry-Queue', asked, site, Resubmit ? resubmit : retry)
    if (!changed.ok) return changed
    return ok(Resubmit && changed.value.length > 0 ? {} : { undo: [] })
  },
})

async function retry(queue: Queue, site: Site): Promise<boolean> {
  if (queue.status !== 'Retry') return false
  await site.mail.queues.retry(queue)
  return true
}

async function resubmit(queue: Queue, site: Site): Promise<boolean> {
  if (!canBeResubmitted(queue)) return false
  await site.mail.queues.resubmit(queue, queue.server)
  return true
}

const suspendQueue = changing(
  'Suspend-Queue',
  'Resume-Queue',
  'Keeps the messages of queues from going on.',
  async (queue, site) => {
    if (queue.status === 'Suspended' || !canBeSuspended(queue)) return false
    await site.mail.queues.suspend(queue)
    return true
  },
)

const resumeQueue = changing(
  'Resume-Queue',
  'Suspend-Queue',
  'Lets the messages of suspended queues go on.',
  async (queue, site) => {
    if (queue.status !== 'Suspended') return false
    await site.mail.queues.resume(queue)
    return true
  },
)

export const queueCmdlets = [getQueue, retryQueue, suspendQueue, resumeQueue]
