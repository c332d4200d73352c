import { describe, expect, it } from 'vitest'
import type { AutomaticKind } from '../mail'
import { contactTo, directoryOf, failures, mailbox, reached, sent } from './directory-for-tests'
import { type RemoteDomainRules, takesAutomatic } from './remote-domains'

const kinds: readonly AutomaticKind[] = [
  'NDR',
  'DR',
  'AutoReply',
  'AutoForward',
  'ExternalOof',
  'InternalOof',
]
const rule = (space: string, ...taken: readonly AutomaticKind[]): RemoteDomainRules => ({
  space,
  takes: Object.fromEntries(kinds.map((kind) => [kind, taken.includes(kind)])) as RemoteDomainRules['takes'],
})

describe('The remote domain that counts', () => {
  const rules = [rule('*'), rule('*.fabrikam.com', 'NDR'), rule('eu.fabrikam.com', 'DR')]
  it.each([
    ['eu.fabrikam.com', 'DR', true],
    ['eu.fabrikam.com', 'NDR', false],
    ['us.fabrikam.com', 'NDR', true],
    ['adatum.com', 'NDR', false],
  ] as const)('is the most specific one: %s, %s', (domain, kind, takes) => {
    expect(takesAutomatic(rules, domain, kind)).toBe(takes)
  })

  it('takes everything where none is left', () => {
    expect(takesAutomatic([], 'adatum.com', 'AutoForward')).toBe(true)
  })
})

describe('A remote domain that does not take what nobody wrote', () => {
  const nothing = { remoteDomains: [rule('*')] }
  const origin = { source: 'DSN', directionality: 'Originating', automatic: 'NDR' } as never

  it('lets a report to it end, with the reason in the tracking log, and its own people get theirs', async () => {
    const result = await sent(['j.park@fabrikam.com', 'anna@contoso.com'], directoryOf(mailbox('anna')), {
      ...{ from: '', sender: '', origin, policy: nothing },
    })
    expect(reached(result)).toEqual(['anna@contoso.com → DB1'])
    expect(failures(result)).toEqual([])
    expect(result.happened).toMatchObject([
      {
        eventId: 'DROP',
        recipients: ['j.park@fabrikam.com'],
        recipientStatus: ['250 2.1.5 RESOLVER.MSGTYPE.NDR; handled NDR addressed to external recipient'],
      },
    ])
  })

  it('lets a forward by ForwardingSmtpAddress end, by way of a contact, too; ForwardingAddress goes on', async () => {
    const users = mailbox('anna', { ForwardingSmtpAddress: 'smtp:a@home.example.net' })
    const byContact = mailbox('frank', { ForwardingSmtpAddress: 'smtp:paul@contoso.com' })
    const admins = mailbox('carol', { ForwardingAddress: ['paul'] })
    const directory = directoryOf(users, byContact, admins, contactTo('paul', 'paul@fabrikam.com'))
    const policy = { ...nothing, version: '2010' as const }
    const stopped = await sent(['anna@contoso.com', 'frank@contoso.com'], directory, { policy })
    expect(reached(stopped)).toEqual([])
    expect(stopped.happened.filter(({ eventId }) => eventId === 'DROP')).toHaveLength(2)
    expect(reached(await sent(['carol@contoso.com'], directory, { policy }))).toEqual([
      'paul@fabrikam.com → fabrikam.com',
    ])
  })

  it('still gets what people write', async () => {
    expect(reached(await sent(['j.park@fabrikam.com'], directoryOf(), { policy: nothing }))).toEqual([
      'j.park@fabrikam.com → fabrikam.com',
    ])
  })
})
