import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contoso } from '@/lib/exchange/contoso-for-tests'
import type { TestSite } from '../../test-site'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { openPool } from '../pool'
import { backPressure } from './back-pressure'
import { MeasuringLock } from './measuring-lock'

let place: TestSite
let pool: pg.Pool

beforeAll(async () => {
  place = await contoso('2016')
  pool = openPool(place.url)
})
afterAll(async () => {
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "SiteEvent" cascade')
  await keepMail(pool, [mailToKeep(['frankm@contoso.com'], 'x')])
})

/** A message alone is more than the queues may hold. */
const pressed = (lock?: MeasuringLock) =>
  backPressure(pool, () => place.site, { limit: 1, ...(lock && { lock }) })
const events = async () => (await pool.query('select "eventId" from "SiteEvent"')).rows.length

/** While another connection holds on to what a statement locks. */
async function whileHeld<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const holder = await pool.connect()
  try {
    await holder.query(`begin; ${statement}`)
    return await work()
  } finally {
    holder.release(true)
  }
}

describe('Back pressure', () => {
  it('is known to all who ask while it is measured first, and measured once for them', async () => {
    const pressure = pressed()
    const levels = await Promise.all(['EXCH01', 'EXCH01', 'EXCH01'].map((name) => pressure.level(name)))
    expect(levels).toEqual(['High', 'High', 'High'])
    expect(await events()).toBe(1)
  })

  it('lets nobody wait once it is known, however long the next measurement takes', async () => {
    const pressure = backPressure(pool, () => place.site, { limit: 1, pause: 0 })
    await pressure.measure()
    await whileHeld('lock table "MailDelivery"', async () => {
      expect(await pressure.level('EXCH01')).toBe('High')
    })
    await pressure.measure()
  })

  it('is measured by one process, whose events tell the others', async () => {
    const [one, other] = [new MeasuringLock(), new MeasuringLock()]
    await one.take(pool)
    await other.take(pool)
    expect([one.isHeld, other.isHeld]).toEqual([true, false])
    const reader = pressed(other)
    expect(await reader.level('EXCH01')).toBe('Normal')
    await pressed(one).measure()
    await reader.measure()
    expect(await reader.level('EXCH01')).toBe('High')
    expect(await events()).toBe(1)
    await one.end()
    await expect
      .poll(async () => {
        await other.take(pool)
        return other.isHeld
      })
      .toBe(true)
    await other.end()
  })

  it('tells whoever asks what could not be measured, and is as it was', async () => {
    const pressure = backPressure(pool, () => place.site, { limit: 1, pause: 0 })
    await pressure.measure()
    await pool.query('alter table "MailDelivery" rename to "Elsewhere"')
    await expect(pressure.measure()).rejects.toThrow('MailDelivery')
    await expect(pressure.level('EXCH01')).rejects.toThrow('MailDelivery')
    await pool.query('alter table "Elsewhere" rename to "MailDelivery"')
    expect(await pressure.level('EXCH01')).toBe('High')
  })
})
