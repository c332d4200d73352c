import { randomBytes } from 'node:crypto'
import { Integer } from 'asn1js'
import { Time } from 'pkijs'
import { bytesOf } from './der'

/** 16 random octets, positive and without a leading zero (RFC 5280 4.1.2.2). */
export function serialNumber(): Integer {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return new Integer({ valueHex: bytesOf(serial) })
}

/** UTCTime through 2049, GeneralizedTime from 2050 on (RFC 5280 4.1.2.5); whole seconds in both. */
export function timeOf(date: Date): Time {
  const value = new Date(Math.floor(date.getTime() / 1000) * 1000)
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value })
}
