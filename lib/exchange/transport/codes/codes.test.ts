import { describe, expect, it } from 'vitest'
import { findCode, nonDeliveryCodes } from './code-table'
import { explain } from './explain'

describe('the table of non-delivery codes', () => {
  it('has the 58 codes that administrators look up, each once', () => {
    const codes = nonDeliveryCodes.map(({ code }) => code)
    expect(codes).toHaveLength(58)
    expect(new Set(codes).size).toBe(58)
    expect(codes.every((code) => /^[45]\.[1-7]\.(\d|x)$|^5\.0\.0$/.test(code))).toBe(true)
  })

  it('says of each what it means, what to check, and how it comes about here, and why only a neighbor says it where that is so', () => {
    for (const { code, title, meaning, cause, check, here } of nonDeliveryCodes) {
      for (const sentence of [meaning, cause, check.text]) expect(sentence, code).toMatch(/^[A-Z].*[.]$/s)
      expect(title, code).not.toMatch(/[.]$/)
      const onlyNeighbor = here.plays.every(({ scenario }) => scenario.startsWith('answered'))
      if (onlyNeighbor) expect(here.note, code).toMatch(/^[A-Z].*[.]$/s)
    }
  })

  it('finds the family of a code that it does not have', () => {
    expect(findCode('5.1.1')?.code).toBe('5.1.1')
    expect(findCode('5.1.10')?.code).toBe('5.1.1')
    expect(findCode('5.1.99')?.code).toBe('5.1.x')
    expect(findCode('5.4.14')?.code).toBe('5.4.6')
    expect(findCode('2.1.5')).toBeNull()
    expect(findCode('5.1')).toBeNull()
  })
})

describe('explaining a text', () => {
  const first = (text: string) => explain(text)[0]

  it('reads a line of a report of 2010 and of 2016', () => {
    for (const line of [
      'nobody@contoso.com\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##',
      "nobody@contoso.com\nRemote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
    ]) {
      expect(first(line)).toMatchObject({
        smtpCode: 550,
        status: '5.1.1',
        address: 'nobody@contoso.com',
        transient: false,
      })
      expect(first(line)?.known?.title).toBe('No such recipient')
      expect(first(line)?.says).toContain('no recipient in it has this address')
    }
  })

  it('finds the answer of the other server within the last error of a queue', () => {
    const found = explain(
      '451 4.4.0 Primary target IP address responded with: "421 4.4.2 Connection dropped." Attempted failover to alternate host, but that did not succeed.',
    )
    expect(found.map(({ status }) => status)).toContain('4.4.2')
    expect(found.find(({ status }) => status === '4.4.2')?.transient).toBe(true)
  })

  it('reads the fields of a delivery status', () => {
    const report =
      'Final-Recipient: rfc822;lena.ek@fabrikam.com\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp;552 5.2.2 <lena.ek@fabrikam.com>: Mailbox is full'
    expect(explain(report)).toHaveLength(1)
    expect(first(report)).toMatchObject({ status: '5.2.2', address: 'lena.ek@fabrikam.com' })
  })

  it('takes a bare code, and a reply without one', () => {
    expect(first('5.7.1')?.known?.code).toBe('5.7.1')
    expect(first('550 Relay denied')).toMatchObject({ smtpCode: 550, status: '5.0.0' })
  })

  it('is not taken in by versions, addresses, dates and what worked', () => {
    expect(
      explain(
        'Microsoft SMTP Server id 15.1.2507.6; 192.168.5.1.1 250 2.1.5 Recipient OK, 550 lines, 5.1.1.1',
      ),
    ).toEqual([])
  })

  it('treats an expired message as final, though its code begins with 4', () => {
    expect(first('550 4.4.7 QUEUE.Expired; message expired')).toMatchObject({
      status: '4.4.7',
      transient: false,
    })
  })

  it('comes to an end with a text of any size', () => {
    expect(explain('550 5.1.1 '.repeat(200_000)).length).toBe(1)
    expect(
      explain(Array.from({ length: 500 }, (_, at) => `550 5.${at}.1 x`).join('\n')).length,
    ).toBeLessThanOrEqual(10)
  })
})
