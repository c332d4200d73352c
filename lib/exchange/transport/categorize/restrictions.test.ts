import { describe, expect, it } from 'vitest'
import type { More } from '../../store'
import { directoryOf, failures, group, mailbox, sent } from './directory-for-tests'

const anna = mailbox('anna')
const everybody = (more: More) =>
  directoryOf(
    anna,
    mailbox('frank'),
    mailbox('boss', more),
    group('friends', ['inner']),
    group('inner', ['anna']),
  )

const toBoss = async (more: More, from?: string, size = 2000) =>
  failures(await sent(['boss@contoso.com'], everybody(more), { ...(from ? { from } : {}), size }))[0] ??
  'passes'

describe('A recipient', () => {
  it('that wants senders to sign in takes no mail of strangers; a group does so from the beginning', async () => {
    expect(await toBoss({ RequireSenderAuthenticationEnabled: true })).toBe('boss@contoso.com 5.7.1')
    expect(await toBoss({ RequireSenderAuthenticationEnabled: true }, 'frank')).toBe('passes')
    const untouched = { ...group('all', ['anna']), more: {} }
    const result = await sent(['all@contoso.com'], directoryOf(anna, untouched))
    expect(result.failed[0]?.reply.text).toBe('RESOLVER.RST.AuthRequired; authentication required')
  })

  it.each([
    [{ AcceptMessagesOnlyFrom: ['anna'] }, 'anna', true],
    [{ AcceptMessagesOnlyFrom: ['anna'] }, 'frank', false],
    [{ AcceptMessagesOnlyFrom: ['anna'] }, undefined, false],
    [{ AcceptMessagesOnlyFromDLMembers: ['friends'] }, 'anna', true],
    [{ AcceptMessagesOnlyFromDLMembers: ['friends'] }, 'frank', false],
    [{ AcceptMessagesOnlyFromSendersOrMembers: ['frank', 'friends'] }, 'anna', true],
    [{ RejectMessagesFrom: ['anna'] }, 'anna', false],
    [{ RejectMessagesFromDLMembers: ['friends'] }, 'anna', false],
    [{ RejectMessagesFromDLMembers: ['friends'] }, 'frank', true],
    [{ AcceptMessagesOnlyFrom: ['anna'], RejectMessagesFrom: ['anna'] }, 'anna', false],
  ])('with %j takes a message of %s: %s', async (more, from, passes) => {
    expect(await toBoss(more, from)).toBe(passes ? 'passes' : 'boss@contoso.com 5.7.1')
  })

  it('does not believe a stranger who writes as somebody of ours', async () => {
    const only = everybody({ AcceptMessagesOnlyFrom: ['anna'] })
    expect(failures(await sent(['boss@contoso.com'], only, { sender: 'anna@contoso.com' }))).toEqual([
      'boss@contoso.com 5.7.1',
    ])
  })

  it('takes what its own size allows, else what the organization does', async () => {
    expect(await toBoss({}, undefined, 10_001)).toBe('boss@contoso.com 5.2.3')
    expect(await toBoss({ MaxReceiveSize: '20 KB (20,480 bytes)' }, undefined, 10_001)).toBe('passes')
    expect(await toBoss({ MaxReceiveSize: '1 KB (1,024 bytes)' })).toBe('boss@contoso.com 5.2.3')
  })

  it('takes reports of the transport whatever it restricts', async () => {
    const strict = everybody({ RequireSenderAuthenticationEnabled: true, AcceptMessagesOnlyFrom: ['anna'] })
    const given = await sent(['boss@contoso.com'], strict, { sender: '', origin: reportOrigin })
    expect(failures(given)).toEqual([])
  })
})

describe('A sender', () => {
  it('may write to as many as RecipientLimits says, else as the organization does', async () => {
    const directory = directoryOf(
      anna,
      mailbox('few', { RecipientLimits: 1 }),
      mailbox('many', { RecipientLimits: 3 }),
    )
    const two = ['anna@contoso.com', 'x@fabrikam.com']
    const policy = { maxRecipients: 1 }
    expect(failures(await sent(two, directory, { from: 'few' }))).toEqual([
      'anna@contoso.com 5.5.3',
      'x@fabrikam.com 5.5.3',
    ])
    expect(failures(await sent(two, directory, { from: 'many', policy }))).toEqual([])
    expect(failures(await sent(two, directory, { from: 'anna', policy }))).toHaveLength(2)
  })

  it('may send what MaxSendSize says', async () => {
    const directory = directoryOf(anna, mailbox('small', { MaxSendSize: '1 KB (1,024 bytes)' }))
    const result = await sent(['x@fabrikam.com'], directory, { from: 'small' })
    expect(result.failed[0]?.reply.text).toBe(
      'RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender',
    )
    const large = await sent(['x@fabrikam.com'], directory, { from: 'anna', size: 10_001 })
    expect(large.failed[0]?.reply.text).toMatch(/^RESOLVER\.RST\.SendSizeLimit\.Org/)
  })
})

const reportOrigin = {
  source: 'DSN',
  directionality: 'Originating',
  connector: '',
  sessionId: '',
  clientIp: '',
  clientName: '',
  serverIp: '',
  authenticatedAs: null,
  ret: null,
  envid: null,
  body: '7BIT',
  smtputf8: false,
  about: null,
  status: [],
  bypassesLimits: false,
} as const
