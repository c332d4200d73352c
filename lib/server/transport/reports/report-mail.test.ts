import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type ParsedMail, simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { composeReport, type ReportFacts } from '@/lib/exchange'
import { exchange2010, exchange2016, factsOf, invoice, unreached } from './report-for-tests'
import { reportMail } from './report-mail'

const to = 'j.park@fabrikam.com'
const write = (facts: ReportFacts) =>
  reportMail(composeReport(facts), { to, fqdn: facts.reporter.fqdn, now: facts.now })
const read = async (facts: ReportFacts): Promise<ParsedMail> => simpleParser(await write(facts))

/** What a program made for it sees in a report: python's own parser, without any of ours. */
function pythonSees(report: Buffer): { types: string[]; status: string; returned: string; defects: number } {
  const script = `
import sys, json, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(m.walk())
status = next(p for p in parts if p.get_content_type().endswith('delivery-status'))
back = m.get_payload()[-1]
returned = back.get_payload()[0].as_string() if back.is_multipart() else back.get_content()
print(json.dumps({'types': [p.get_content_type() for p in parts], 'status': status.as_string(),
  'returned': returned if isinstance(returned, str) else returned.decode(),
  'defects': sum(len(p.defects) for p in parts)}))`
  const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: report, encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const hasPython = spawnSync('python3', ['--version']).status === 0
const hasSisimai = spawnSync('perl', ['-MSisimai', '-e', '1']).status === 0

describe('a report as a message', () => {
  it('names itself as Exchange does', async () => {
    const report = await read(factsOf())
    expect(report.subject).toBe('Undeliverable: Invoice 2291')
    expect(report.from?.text).toBe(
      '"Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.com>',
    )
    expect(report.headers.get('content-language')).toBe('en-US')
    expect(report.headers.get('auto-submitted')).toBe('auto-replied')
    expect(report.inReplyTo).toBe('<2291@fabrikam.com>')
    expect(report.references).toEqual(['<2290@fabrikam.com>', '<2291@fabrikam.com>'])
  })

  it.runIf(hasPython)('has three parts that python reads, the message in it untouched', async () => {
    const seen = pythonSees(await write(factsOf()))
    expect(seen.defects).toBe(0)
    expect(seen.types).toEqual([
      'multipart/report',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'message/delivery-status',
      'text/plain',
      'text/plain',
      'message/rfc822',
      'text/plain',
    ])
    expect(seen.status).toContain('Final-Recipient: rfc822;nobody@contoso.com')
    expect(seen.returned).toContain('Please find the invoice.')
  })

  it('brings the message back byte by byte, even what is no text', async () => {
    const content = Buffer.concat([invoice, Buffer.from([0, 255, 254, 13, 10, 128])])
    const report = await write(factsOf({ mail: { ...factsOf().mail, content } }))
    expect(report.includes(content)).toBe(true)
  })

  it('stands together whatever others have written', async () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '--',
        '<b>',
        '"',
        '=?',
        'é',
        ':',
        ' ',
        'Bcc: x@y.z',
        'a',
      ),
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, reply, remote) => {
        const facts = factsOf({
          mail: { ...factsOf().mail, subject },
          recipients: [unreached('nobody@contoso.com', `550 5.7.1 ${reply}`, remote)],
        })
        const mail = await write(facts)
        const head = mail.toString('latin1').split('\r\n\r\n')[0] ?? ''
        expect(
          head
            .replace(/\r\n[ \t]/g, '')
            .split('\r\n')
            .map((line) => line.split(':')[0]),
        ).toEqual(fields)
        const html = composeReport(facts).html ?? ''
        expect(html).not.toContain('<b><b>')
        expect((await simpleParser(mail)).attachments.map(({ contentType }) => contentType)).toEqual([
          'message/rfc822',
        ])
      }),
      { numRuns: 40 },
    )
  })
})

const fields = [
  'From',
  'To',
  'Date',
  'Message-ID',
  'Subject',
  'In-Reply-To',
  'References',
  'Content-Language',
  'Auto-Submitted',
  'X-MS-Exchange-Message-Is-Ndr',
  'MIME-Version',
  'Content-Type',
]

/** What the transport says, and the reason that Sisimai finds in it. */
const known: readonly (readonly [string, string])[] = [
  ['550 5.1.1 RESOLVER.ADR.RecipNotFound; not found', 'userunknown'],
  ['550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found', 'userunknown'],
  ['550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address', 'systemerror'],
  ['550 5.1.0 RESOLVER.ADR.InvalidInSmtp; encapsulated INVALID address', 'userunknown'],
  ['550 5.2.0 RESOLVER.ADR.BadPrimary; recipient primary SMTP address is missing', 'systemerror'],
  ['550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients', 'toomanyconn'],
  ['550 5.7.1 RESOLVER.RST.AuthRequired; authentication required', 'securityerror'],
  ['550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized', 'rejected'],
  ['550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient', 'mesgtoobig'],
  ['554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain', 'hostunknown'],
  ['554 5.4.4 SMTPSEND.DNS.MxLoopback; DNS records for this domain are configured in a loop', 'hostunknown'],
  ['550 4.4.7 QUEUE.Expired; message expired', 'expired'],
  ['554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException', 'mailboxfull'],
  ['550 5.1.1 <nobody@fabrikam.com>: Recipient address rejected: User unknown', 'userunknown'],
]

describe.runIf(hasSisimai)('a report that Sisimai reads', () => {
  for (const reporter of [exchange2010, exchange2016])
    it(`is known as Exchange ${reporter.version}'s, with its reason and status`, async () => {
      const found = await sisimai(
        known.map(([said]) => factsOf({ reporter, recipients: [unreached('nobody@contoso.com', said)] })),
      )
      expect(found.map(({ smtpagent }) => smtpagent)).toEqual(known.map(() => 'Exchange2007'))
      expect(found.map(({ reason }, at) => [known[at]?.[0], reason])).toEqual(known)
      expect(found.map(({ deliverystatus }) => deliverystatus)).toEqual(
        known.map(([said]) => said.split(' ')[1]),
      )
      expect(new Set(found.map(({ recipient }) => recipient))).toEqual(new Set(['nobody@contoso.com']))
    })
})

interface Bounce {
  smtpagent: string
  reason: string
  deliverystatus: string
  recipient: string
}

/** All of them with one start of perl. */
async function sisimai(all: readonly ReportFacts[]): Promise<readonly Bounce[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'))
  try {
    const files = await Promise.all(
      all.map(async (facts, at) => {
        const file = join(folder, `${at}.eml`)
        writeFileSync(
          file,
          `From MAILER-DAEMON Sun Nov 22 09:41:03 2026\n${(await write(facts)).toString('latin1').replaceAll('\r\n', '\n')}`,
        )
        return file
      }),
    )
    const script =
      'use Sisimai; print join(",", map { Sisimai->dump($_) =~ s/^\\[|\\]$//gr || "null" } @ARGV)'
    const { stdout, stderr } = spawnSync('perl', ['-e', script, ...files], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return JSON.parse(`[${stdout}]`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a report for those who write otherwise', () => {
  it('has a subject in any alphabet', async () => {
    const subject = 'Rechnung für März 請求書 '.repeat(8).trim()
    expect((await read(factsOf({ mail: { ...factsOf().mail, subject } }))).subject).toBe(
      `Undeliverable: ${subject}`,
    )
  })

  it.runIf(hasPython)('is in UTF-8 throughout when the message was (RFC 6533)', async () => {
    const { mail } = factsOf()
    const content = Buffer.from('From: jörg@fabrikam.com\r\nSubject: Grüße\r\n\r\nHallo\r\n')
    const origin = { ...mail.origin, smtputf8: true }
    const seen = pythonSees(
      await write(
        factsOf({
          mail: { ...mail, content, origin },
          recipients: [unreached('bjørn@contoso.com', '550 5.1.1 not found')],
        }),
      ),
    )
    expect(seen.types).toContain('message/global-delivery-status')
    expect(seen.types).toContain('message/global')
  })

  it('is plain text alone where the organization wants it so', async () => {
    const report = await read(factsOf({ reporter: { ...exchange2016, sendsHtml: false } }))
    expect(report.html).toBe(false)
    expect(report.text).toContain("Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'")
  })
})
