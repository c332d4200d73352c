import { afterAll, beforeAll, expect, it } from 'vitest'
import { route } from '@/lib/wire/route'
import { Dialogue } from '@/lib/wire/testing/dialogue'
import { type ConnectedSite, connectedSite } from './connected-site-for-tests'

let site: ConnectedSite

beforeAll(async () => {
  site = await connectedSite()
}, 60_000)
afterAll(() => site.close())

const report = async () =>
  (await site.place.db.outsideMessage.findMany({ where: { recipient: 'j.park@fabrikam.com' } }))[0]

it('A message that is forwarded to where all is sent back ends by the hop limit, and its sender is told', async () => {
  await site.run('Set-Mailbox', {
    Identity: 'FrankM',
    ForwardingSmtpAddress: 'frankm@wideworldimporters.com',
    DeliverToMailboxAndForward: false,
  })
  await site.run('Send-NeighborMessage', { Identity: 'fabrikam.com', To: ['FrankM@contoso.com'] })
  await expect
    .poll(
      async () => {
        await site.work()
        return report()
      },
      { timeout: 50_000, interval: 20 },
    )
    .toBeTruthy()
  const told = Buffer.from((await report())?.content ?? []).toString()
  expect(told).toMatch(/Diagnostic-Code: smtp; 554 5\.4\.14 Hop count exceeded - possible mail loop/)
  expect(await site.inbox()).toEqual([])
  const rounds = await site.place.db.messageTracking.count({ where: { eventId: 'SEND' } })
  // MaxLocalHopCount is 12: with so many traces of this server it comes in, with one more it does not.
  expect(rounds).toBe(13)
}, 60_000)

it('A message to 5,000 is taken where the connector lets it, and returned where the organization does not', async () => {
  const Identity = 'EXCH01\\Default Frontend EXCH01'
  await site.run('Set-ReceiveConnector', { Identity, MaxRecipientsPerMessage: 5000 })
  await site.run('Set-AcceptedDomain', { Identity: 'contoso.com', DomainType: 'InternalRelay' })
  const port = route(await site.settle(), 'internet', 'tcp', '203.0.113.10', 25)
  const dialogue = new Dialogue(port, '127.20.0.25')
  await dialogue.hear()
  await dialogue.say('EHLO mail.fabrikam.com')
  await dialogue.say('MAIL FROM:<orders@fabrikam.com>')
  const lines = Array.from({ length: 5001 }, (_, at) => `RCPT TO:<u${at}@contoso.com>\r\n`)
  dialogue.socket.write(lines.join(''))
  const heard: string[] = []
  for (const _ of lines) heard.push(await dialogue.hear())
  expect(heard.filter((one) => one === '250 2.1.5 Recipient OK')).toHaveLength(5000)
  expect(heard.at(-1)).toBe('452 4.5.3 Too many recipients')
  await dialogue.say('DATA')
  expect(await dialogue.say('Subject: All\r\n\r\n.')).toMatch(/^250 2\.6\.0 /)
  dialogue.socket.destroy()
  await site.refresh()
  await site.work()
  await site.work()
  const [returned] = await site.place.db.outsideMessage.findMany({
    where: { recipient: 'orders@fabrikam.com' },
  })
  const told = Buffer.from(returned?.content ?? []).toString()
  expect(told.match(/^Status: 5\.5\.3\r$/gm)).toHaveLength(5000)
}, 60_000)
