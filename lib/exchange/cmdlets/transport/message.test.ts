import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contoso } from '../../contoso-for-tests'
import type { Site } from '../../store'
import type { QueuedMessage } from '../../transport/queue'
import { messageCmdlets } from './message'

let place: TestSite
beforeAll(async () => {
  place = await contoso('2013')
})
afterAll(async () => place.close())

const waiting: Omit<QueuedMessage, 'key'> = {
  ...{ server: 'EXCH01', queue: '3', fromAddress: 'a@contoso.com', status: 'Ready', subject: 'x' },
  ...{
    internetMessageId: '<a@b>',
    internalMessageId: 1n,
    size: 1,
    sourceIP: null,
    messageSourceName: 'SMTP',
  },
  ...{ scl: 0, directionality: 'Incoming', dateReceived: new Date(0), expirationTime: new Date(0) },
  ...{ lastError: null, retryCount: 0, recipients: [] },
}

/** Get-Message on a server with more messages than it ever gives. @returns the first of its page, and how many were read */
async function got(asked: Record<string, unknown>) {
  let read = 0
  async function* messages() {
    while (read < 250_010) {
      read += 1
      yield { ...waiting, key: String(read) }
    }
  }
  const { queues, ...mail } = place.site.mail
  const site: Site = { ...place.site, mail: { ...mail, queues: { ...queues, messages } } }
  const [getMessage] = messageCmdlets
  const found = await getMessage?.run(asked, site, command('Get-Message'))
  const first = found?.ok ? found.value.output?.[0] : null
  return { first: first && Reflect.get(first as object, 'Identity'), read }
}

it('Get-Message reads as many messages as its page needs', async () => {
  expect(await got({ ResultSize: 1, BookmarkIndex: 2 })).toEqual({ first: 'EXCH01\\3\\2', read: 3 })
})

it('Get-Message reads no more than it may give, however far its page is', async () => {
  const beyond = await got({ ResultSize: 1, BookmarkIndex: 2 ** 31 - 2 })
  expect(beyond).toEqual({ first: undefined, read: 250_000 })
})
