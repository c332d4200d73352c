import { simpleParser } from 'mailparser'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { openPool } from '../pool'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { categorizer } from './categorizer'

let place: TestSite
let pool: pg.Pool
let transport: TestTransport

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 4 })
  await run('New-AcceptedDomain', {
    Name: 'contoso.com',
    DomainName: 'contoso.com',
    DomainType: 'InternalRelay',
  })
  await run('New-MailContact', { Name: 'Archive', ExternalEmailAddress: 'archive@litware.com' })
  transport = await testTransport(place)
}, 60_000)
afterAll(async () => {
  await transport.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking" cascade')
})

/** Sends a message under this rule alone; whom it goes to, and what the tracking log says. */
async function under(rule: Record<string, Value>, subject = 'Invoice 2291') {
  await run('New-TransportRule', { Name: 'The rule', ...rule })
  await transport.refresh()
  await keepMail(pool, [mailToKeep(['x@contoso.com'], subject)])
  await categorizer.work(transport)
  await run('Remove-TransportRule', { Identity: 'The rule' })
  const { rows } = await pool.query(`
    select array_agg(one ->> 'address' order by one ->> 'address') as "to"
    from "MailDelivery" join "MailItem" as item on item."id" = "itemId", jsonb_array_elements("recipients") as one
    where item."origin" ->> 'source' <> 'DSN'`)
  const log = await pool.query(
    `select "eventId", "details" from "MessageTracking" where "eventId" not in ('RECEIVE', 'DEFER', 'DSN') order by "id"`,
  )
  return {
    to: rows[0].to,
    log: log.rows.map(({ eventId, details }) => [eventId, ...details.recipientStatus].join(' ')),
  }
}

describe('A transport rule', () => {
  it('rejects what it means, with its own code and reason', async () => {
    const rule = {
      SubjectContainsWords: ['invoice'],
      RejectMessageReasonText: 'No invoices here',
      RejectMessageEnhancedStatusCode: '5.7.1',
    }
    const { to, log } = await under(rule)
    expect(to).toBeNull()
    expect(log).toEqual([
      'AGENTINFO',
      'FAIL 550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy: No invoices here',
    ])
  })

  it('leaves alone what it does not mean, and its exceptions', async () => {
    const rule = { SubjectContainsWords: ['invoice'], DeleteMessage: true }
    expect((await under(rule, 'Invoices 2291')).to).toEqual(['x@contoso.com'])
    expect((await under({ ...rule, ExceptIfSenderDomainIs: ['fabrikam.com'] })).to).toContain('x@contoso.com')
  })

  it('deletes silently, redirects, and adds recipients', async () => {
    expect(await under({ FromScope: 'NotInOrganization', DeleteMessage: true })).toMatchObject({ to: null })
    await pool.query('truncate "MailItem", "MessageTracking" cascade')
    expect((await under({ RedirectMessageTo: ['Archive'] })).to).toEqual(['archive@litware.com'])
    await pool.query('truncate "MailItem", "MessageTracking" cascade')
    expect((await under({ BlindCopyTo: ['Archive'] })).to).toEqual(['archive@litware.com', 'x@contoso.com'])
  })

  it('changes the subject of what is sent on, and keeps what came in', async () => {
    await under({ FromScope: 'NotInOrganization', PrependSubject: '[EXTERNAL] ' })
    const { rows } = await pool.query(`
      select item."subject", delivery."id" is not null as "sent" from "MailItem" as item
      left join "MailDelivery" as delivery on delivery."itemId" = item."id" order by item."id"`)
    expect(rows).toEqual([
      { subject: 'Invoice 2291', sent: false },
      { subject: '[EXTERNAL] Invoice 2291', sent: true },
    ])
  })

  it('with a condition that is not modelled does nothing', async () => {
    expect((await under({ AttachmentIsUnsupported: true, DeleteMessage: true })).to).toEqual([
      'x@contoso.com',
    ])
  })
})

describe('A journal rule', () => {
  /** What is in queues after a message from outside to x@contoso.com: for whom, and whence. */
  async function under(rule: Record<string, Value>) {
    const usual = { Name: 'Journal', JournalEmailAddress: 'archive@litware.com', Enabled: true }
    await run('New-JournalRule', { ...usual, Recipient: 'x@contoso.com', ...rule })
    await transport.refresh()
    await keepMail(pool, [mailToKeep(['x@contoso.com'])])
    await categorizer.work(transport)
    await categorizer.work(transport)
    await run('Remove-JournalRule', { Identity: 'Journal' })
    const { rows } = await pool.query(`
      select "recipients" -> 0 ->> 'address' as "to", "origin" ->> 'source' as "source", "content"
      from "MailDelivery" join "MailItem" as item on item."id" = "itemId" order by item."id"`)
    return rows
  }

  it('sends a report of what it means, with its envelope and itself, and none of the report', async () => {
    const [sent, report, ...others] = await under({ Scope: 'External' })
    expect([sent.to, report.to, report.source, others]).toEqual([
      'x@contoso.com',
      'archive@litware.com',
      'AGENT',
      [],
    ])
    const { text, attachments, headers } = await simpleParser(report.content)
    expect(text).toMatch(
      /^Sender: j\.park@fabrikam\.com\nSubject: Invoice 2291\nMessage-Id: <.*>\nRecipient: x@/,
    )
    expect(attachments.map(({ content }) => content.equals(sent.content))).toEqual([true])
    expect(headers.has('x-ms-journal-report')).toBe(true)
  })

  it('leaves alone what is out of its scope, or to and from somebody else', async () => {
    expect(await under({ Scope: 'Internal' })).toHaveLength(1)
    await pool.query('truncate "MailItem" cascade')
    expect(await under({ Scope: 'Global', Recipient: 'y@contoso.com' })).toHaveLength(1)
  })
})
