import { describe, expect, it } from 'vitest'
import { eventForTests } from '@/lib/server/transport/logs/tracking-for-tests'
import type { TrackingEvent } from '../message-tracking'
import { recipientReports } from './delivery-report'
import { knownEvents, tellEvent } from './story'

const event = (given: Parameters<typeof eventForTests>[0] = {}): TrackingEvent => ({
  ...eventForTests(given),
  id: '1',
})

describe('An event in words', () => {
  it('says who handed the message in, and by which connector', () => {
    const sent = {
      clientHostname: 'mail.fabrikam.com',
      clientIp: '198.51.100.25',
      connectorId: 'EXCH01\\Default EXCH01',
    }
    expect(tellEvent(event(sent))).toEqual({
      state: 'ok',
      sentence:
        'EXCH01 took the message from mail.fabrikam.com (198.51.100.25) over SMTP through the connector EXCH01\\Default EXCH01.',
      code: null,
    })
  })

  it('tells the code of a failure, and what the other server said', () => {
    const full = { eventId: 'FAIL', source: 'SMTP', recipientStatus: ['552 5.2.2 Mailbox full'] } as const
    expect(tellEvent(event(full))).toEqual({
      state: 'error',
      sentence: 'The next server refused the message for FrankM@contoso.com: 552 5.2.2 Mailbox full.',
      code: '5.2.2',
    })
  })

  it('knows a waiting message by its state', () => {
    const waits = {
      eventId: 'DEFER',
      source: 'SMTP',
      recipientStatus: ['421 4.4.2 Connection dropped.'],
    } as const
    expect(tellEvent(event(waits))).toMatchObject({ state: 'pending', code: '4.4.2' })
  })

  it('takes no address or version for a code', () => {
    const said = {
      eventId: 'FAIL',
      source: 'SMTP',
      recipientStatus: ['451 10.4.4.2 said no, v14.5.1.1'],
    } as const
    expect(tellEvent(event(said)).code).toBeNull()
  })

  it('needs no code where all is well', () => {
    const sent = { eventId: 'SEND', source: 'SMTP', recipientStatus: ['250 2.1.5 Recipient OK'] } as const
    expect(tellEvent(event(sent)).code).toBeNull()
  })

  it('names three recipients and counts the others', () => {
    const group = { eventId: 'EXPAND', source: 'ROUTING', relatedRecipient: 'sales@contoso.com' } as const
    expect(tellEvent(event({ ...group, recipients: ['a@x', 'b@x', 'c@x', 'd@x', 'e@x'] })).sentence).toBe(
      'EXCH01 expanded the group sales@contoso.com to 5 recipients: a@x, b@x, c@x and 2 others.',
    )
  })

  it('is a sentence for every event that is known, with nothing missing in it', () => {
    for (const eventId of knownEvents as readonly TrackingEvent['eventId'][]) {
      const { sentence } = tellEvent({ ...event({ recipients: [] }), eventId })
      expect(sentence).toMatch(/^\S.*[^:]\.$/)
      expect(sentence).not.toContain('undefined')
    }
  })

  it('gives an event by its name where it is not known', () => {
    expect(tellEvent({ ...event(), eventId: 'constructor', source: 'X' }).sentence).toBe('constructor by X.')
  })
})

describe('What became of a message', () => {
  const steps = (...events: readonly Parameters<typeof eventForTests>[0][]) =>
    recipientReports(events.map(event)).map(({ address, status }) => [address, status])

  it('is told of the members, not of the group', () => {
    const related = { relatedRecipient: 'Sales@contoso.com' }
    expect(
      steps(
        { recipients: ['sales@contoso.com'] },
        { eventId: 'EXPAND', recipients: ['a@x', 'b@x'], ...related },
        { eventId: 'DELIVER', recipients: ['A@X'] },
      ),
    ).toEqual([
      ['A@X', 'Delivered'],
      ['b@x', 'Pending'],
    ])
  })

  it('is what came last: a delay, then a delivery', () => {
    expect(steps({}, { eventId: 'DEFER' }, { eventId: 'DELIVER' })).toEqual([
      ['FrankM@contoso.com', 'Delivered'],
    ])
  })

  it('goes on where a server of the organization hands it to another', () => {
    expect(steps({}, { eventId: 'SEND' }, { eventId: 'RECEIVE', server: 'EXCH02' })).toEqual([
      ['FrankM@contoso.com', 'Pending'],
    ])
  })
})
