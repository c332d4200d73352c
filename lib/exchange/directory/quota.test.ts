import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkQuotaOrder,
  databaseQuotaDefaults,
  effectiveQuotas,
  largestQuota,
  parseQuota,
  printShortSize,
  printSize,
  quotasFor,
  storageLimitStatus,
  writeQuota,
} from './quota'

const gigabyte = 1024 ** 3
const quota = fc.integer({ min: 0, max: largestQuota })

describe('a quota', () => {
  it.each([
    ['2GB', 2 * gigabyte],
    ['2 gb', 2 * gigabyte],
    ['1.9 GB', 2_040_109_465],
    ['2040109465.6', 2_040_109_465],
    ['2 GB (2,147,483,648 bytes)', 2 * gigabyte],
    ['1006 MB (1,055,195,632 bytes)', 1_055_195_632],
    ['500 MB', 500 * 1024 ** 2],
    ['1024', 1024],
    ['0', 0],
    ['unlimited', null],
    ['Unlimited', null],
  ])('of %s is %s bytes', (text, bytes) => {
    expect(parseQuota(text)).toEqual({ ok: true, value: bytes })
  })

  it.each([
    '',
    'two',
    '-1',
    '1,9 GB',
    '2 XB',
    '1e9',
    'Infinity',
    '2 GB (many bytes)',
    '9'.repeat(400),
    '2 TB',
  ])('cannot be %j', (text) => {
    expect(parseQuota(text).ok).toBe(false)
  })

  it('prints as real servers print theirs', () => {
    const samples: [number, string][] = [
      [1_334_578_302, '1.243 GB (1,334,578,302 bytes)'],
      [1_055_195_632, '1006 MB (1,055,195,632 bytes)'],
      [2_473_094_022, '2.303 GB (2,473,094,022 bytes)'],
      [2_039_480_320, '1.899 GB (2,039,480,320 bytes)'],
      [2_469_396_480, '2.3 GB (2,469,396,480 bytes)'],
      [2_147_483_648, '2 GB (2,147,483,648 bytes)'],
      [0, '0 B (0 bytes)'],
    ]
    for (const [bytes, text] of samples) expect(printSize(bytes)).toBe(text)
  })

  it('read back from either written form is the same number of bytes', () => {
    fc.assert(
      fc.property(quota, (bytes) => {
        expect(parseQuota(printSize(bytes))).toEqual({ ok: true, value: bytes })
        expect(parseQuota(writeQuota(bytes))).toEqual({ ok: true, value: bytes })
      }),
    )
  })

  it('in its short form is right to four digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: largestQuota }), (bytes) => {
        const read = parseQuota(printShortSize(bytes))
        if (read.ok) expect(Math.abs((read.value ?? 0) - bytes)).toBeLessThanOrEqual(bytes / 1000 + 1)
      }),
    )
  })
})

describe('the three quotas', () => {
  it('of 2 GB are 1.9, 2 and 2.3 GB', () => {
    expect(quotasFor(2 * gigabyte)).toEqual({
      issueWarningQuota: '1.9 GB',
      prohibitSendQuota: '2 GB',
      prohibitSendReceiveQuota: '2.3 GB',
    })
  })

  it('are unlimited when the quota is not enforced', () => {
    expect(Object.values(quotasFor(null))).toEqual(['unlimited', 'unlimited', 'unlimited'])
  })

  it('of any limit are in order, and the middle one is the limit', () => {
    fc.assert(
      fc.property(quota, (limit) => {
        const [warn, send, receive] = Object.values(quotasFor(limit)).map((text) => {
          const read = parseQuota(text)
          if (!read.ok) throw new Error(read.error.message)
          return read.value
        })
        expect(send).toBe(limit)
        expect(
          checkQuotaOrder({
            issueWarningQuota: warn ?? null,
            prohibitSendQuota: send ?? null,
            prohibitSendReceiveQuota: receive ?? null,
          }).ok,
        ).toBe(true)
      }),
    )
  })

  it('out of order are refused at the larger one', () => {
    const result = checkQuotaOrder({ ...databaseQuotaDefaults, prohibitSendQuota: 3 * gigabyte })
    expect(result).toMatchObject({
      ok: false,
      error: {
        target: 'ProhibitSendReceiveQuota',
        message: expect.stringContaining("greater than or equal to that of property 'ProhibitSendQuota'"),
      },
    })
  })

  it('leave out of the order what is unlimited', () => {
    const only = { issueWarningQuota: null, prohibitSendQuota: null, prohibitSendReceiveQuota: gigabyte }
    expect(checkQuotaOrder(only).ok).toBe(true)
    expect(checkQuotaOrder({ ...only, issueWarningQuota: 2 * gigabyte })).toMatchObject({
      error: { target: 'ProhibitSendReceiveQuota' },
    })
  })

  it('of the database count while the mailbox uses its defaults', () => {
    const unlimited = { issueWarningQuota: null, prohibitSendQuota: null, prohibitSendReceiveQuota: null }
    expect(effectiveQuotas({ ...unlimited, useDatabaseQuotaDefaults: true }, databaseQuotaDefaults)).toEqual(
      databaseQuotaDefaults,
    )
    expect(effectiveQuotas({ ...unlimited, useDatabaseQuotaDefaults: false }, databaseQuotaDefaults)).toEqual(
      unlimited,
    )
  })

  it('tell how full a mailbox is', () => {
    const status = (bytes: number) => storageLimitStatus(bytes, databaseQuotaDefaults)
    expect([0, 2_039_480_320, 2_147_483_648, 2_469_396_480].map(status)).toEqual([
      'BelowLimit',
      'IssueWarning',
      'ProhibitSend',
      'MailboxDisabled',
    ])
  })
})
