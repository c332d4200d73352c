import { describe, expect, it } from 'vitest'
import { readHeader } from '../receive/header-fields'
import { autoReplyOf, type MailForOwner } from './auto-reply'
import { connectionError } from './last-error'
import { mailExchangers } from './mail-exchangers'
import { quotaNotice } from './quota-notice'
import { readReply } from './read-reply'

describe('Reading a reply', () => {
  it.each([
    ['550 5.1.1 User unknown', 550, '5.1.1', 'User unknown'],
    ['550-5.7.1 First\n550 5.7.1 second', 550, '5.7.1', 'First second'],
    ['450 Try later', 450, '4.0.0', 'Try later'],
    ['250', 250, '2.0.0', ''],
    ['SSH-2.0-OpenSSH', 451, '4.5.0', 'SSH-2.0-OpenSSH'],
    ['550 5.1.1 with \u001b[31m control\u0000 characters', 550, '5.1.1', 'with [31m control characters'],
  ])('finds code, enhanced code and text of %j', (text, code, status, rest) => {
    expect(readReply(text)).toEqual({ code, status, text: rest })
  })
})

describe('Mail exchangers', () => {
  const mx = (...data: string[]) => ({
    status: 'NOERROR' as const,
    records: data.map((one) => ({ type: 'MX', data: one })),
  })
  const none = () => false

  it('come by preference, and in any order among equals', () => {
    const answer = mx('10 b.', '5 a.', '10 c.')
    const inOrder = (...numbers: number[]) => mailExchangers(answer, none, () => numbers.shift() ?? 0)
    expect(inOrder(0.1, 0.2, 0.3)).toEqual({ kind: 'hosts', hosts: ['a', 'b', 'c'] })
    expect(inOrder(0.3, 0.2, 0.1)).toEqual({ kind: 'hosts', hosts: ['a', 'c', 'b'] })
  })

  it('are only those that are better than this server itself (RFC 5321 §5.1)', () => {
    const own = (host: string) => host === 'us'
    expect(mailExchangers(mx('5 a.', '10 us.', '20 c.'), own)).toEqual({ kind: 'hosts', hosts: ['a'] })
    expect(mailExchangers(mx('10 us.'), own)).toMatchObject({
      reply: { status: '5.4.4', text: /MxLoopback/ },
    })
  })

  it('are none for a domain that takes no mail, is not there, or cannot be asked', () => {
    expect(mailExchangers(mx('0 .'), none)).toMatchObject({ kind: 'failed', reply: { status: '5.1.10' } })
    expect(mailExchangers({ status: 'NXDOMAIN', records: [] }, none)).toMatchObject({
      reply: { status: '5.4.4' },
    })
    expect(mailExchangers({ status: 'TIMEOUT', records: [] }, none)).toEqual({ kind: 'unknown' })
    expect(mailExchangers(mx(), none)).toEqual({ kind: 'implicit' })
  })
})

describe('LastError', () => {
  const last = {
    said: '421 4.4.1 Connection timed out.',
    host: 'mail.fabrikam.com',
    address: '198.51.100.25',
    port: 25,
  }

  it('has the words of 2010', () => {
    expect(connectionError('2010', last, new Date())).toBe(
      '451 4.4.0 Primary target IP address responded with: "421 4.4.1 Connection timed out." Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts.',
    )
  })
})

describe('An automatic reply', () => {
  const config = { AutoReplyState: 'Enabled', InternalMessage: 'Inside', ExternalMessage: 'Outside' }
  const now = new Date('2026-11-22T10:00:00Z')
  const mail = (change: Partial<MailForOwner> = {}, header = ''): MailForOwner => ({
    sender: 'j.park@fabrikam.com',
    origin: { source: 'SMTP', directionality: 'Incoming' },
    header: readHeader(Buffer.from(header)),
    recipient: { address: 'FrankM@contoso.com', history: [] },
    ...change,
  })

  it('tells people inside something else than strangers', () => {
    expect(autoReplyOf(mail(), config, now)?.text).toBe('Outside')
    expect(
      autoReplyOf(mail({ origin: { source: 'STOREDRIVER', directionality: 'Originating' } }), config, now),
    ).toEqual({ text: 'Inside', kind: 'InternalOof' })
    expect(autoReplyOf(mail({ takesInternal: true }), config, now)?.text).toBe('Inside')
    expect(autoReplyOf(mail(), { ...config, ExternalAudience: 'None' }, now)).toBeNull()
  })

  it('is given between the two times of a schedule', () => {
    const scheduled = {
      ...config,
      AutoReplyState: 'Scheduled',
      StartTime: '2026-11-22T09:00:00Z',
      EndTime: '2026-11-22T11:00:00Z',
    }
    expect(autoReplyOf(mail(), scheduled, now)?.text).toBe('Outside')
    expect(autoReplyOf(mail(), scheduled, new Date('2026-11-22T11:00:00Z'))).toBeNull()
    expect(autoReplyOf(mail(), scheduled, new Date('2026-11-22T08:59:59Z'))).toBeNull()
  })

  it.each([
    'Auto-Submitted: auto-generated\r\n',
    'Precedence: list\r\n',
    'List-Unsubscribe: <mailto:a@b.example>\r\n',
    'X-Auto-Response-Suppress: DR, OOF\r\n',
  ])('is not given to %j', (header) => {
    expect(autoReplyOf(mail({}, header), config, now)).toBeNull()
  })

  it('is not given to reports, to oneself, and to what came by a group', () => {
    expect(autoReplyOf(mail({ sender: '' }), config, now)).toBeNull()
    expect(autoReplyOf(mail({ sender: 'frankm@contoso.com' }), config, now)).toBeNull()
    const byGroup = { address: 'FrankM@contoso.com', history: ['sales@contoso.com'] }
    expect(autoReplyOf(mail({ recipient: byGroup }), config, now)).toBeNull()
  })
})

describe('A notice about a mailbox', () => {
  const limits = { issueWarningQuota: 190, prohibitSendQuota: 200, prohibitSendReceiveQuota: 230 }

  it('warns, then says that nothing can be sent', () => {
    expect(quotaNotice(189, limits, new Map())).toBeNull()
    expect(quotaNotice(190, limits, new Map())?.type).toBe('WarningMailbox')
    expect(quotaNotice(200, limits, new Map())?.type).toBe('ProhibitSendMailbox')
    expect(quotaNotice(190, limits, new Map([['WarningMailbox', 'Tidy up.']]))?.text).toBe('Tidy up.')
    expect(quotaNotice(190, { ...limits, issueWarningQuota: null }, new Map())).toBeNull()
  })
})
