import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { connected } from './database'

/** No I, L, O, U, 0, 1: nothing that is misread from a terminal. 30 letters, twelve places: 58 bits. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** The code that lets whoever sees this terminal make the first administrator: XXXX-XXXX-XXXX, new at each start. */
export function newSetupCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group()].join('-')
}

export function administratorExists(url: string): Promise<boolean> {
  return connected(url, async (client) => {
    try {
      const { rows } = await client.query('select exists(select 1 from "Administrator") as found')
      return rows[0].found
    } catch (error) {
      const undefinedTable = '42P01'
      if ((error as pg.DatabaseError).code === undefinedTable) return false
      throw error
    }
  })
}
