import type pg from 'pg'
import type { ExchangeVersion } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import type { TestSite } from '@/lib/server/test-site'
import { type OpenIntake, openIntake } from '@/lib/server/transport/intake/intake'
import { openPool } from '@/lib/server/transport/pool'
import { vault } from '@/lib/server/vault'
import { command, type Value } from '@/lib/shell'
import type { Intake } from '../intake'
import { serving, sourceOf } from '../testing/serving'
import { exchangeSmtp } from './exchange-smtp'

export const password = 'Pa$$w0rd and more'

/** A site whose server takes mail, with Frank Miller (frankm) and Erika Berg (erikab), and what it kept. */
export interface MailSite {
  readonly place: TestSite
  readonly pool: pg.Pool
  readonly intake: OpenIntake
  run(name: string, args?: Record<string, Value>): Promise<unknown>
  /** Exchange as it is configured now, on a port of this computer. */
  withExchange<T>(work: (port: number) => Promise<T>, at?: number, into?: Intake): Promise<T>
  kept(): Promise<
    readonly {
      sender: string
      content: Buffer
      recipients: { address: string }[]
      origin: Record<string, unknown>
    }[]
  >
  forget(): Promise<void>
  close(): Promise<void>
}

const people = [
  ['Frank', 'Miller', 'frankm'],
  ['Erika', 'Berg', 'erikab'],
] as const

export async function mailSite(version: ExchangeVersion): Promise<MailSite> {
  const place = await contoso(version)
  const run = async (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))
  await run('New-AcceptedDomain', { Name: 'official name', DomainName: 'contoso.com' })
  const passwordHash = await vault.hashPassword(password)
  for (const [firstName, lastName, logonName] of people) {
    await place.inTransaction(({ store }) =>
      store.users.insert({
        name: `${firstName} ${lastName}`,
        firstName,
        lastName,
        logonName,
        accessLevel: 'User',
        enabled: true,
        vpn: false,
        remoteWebAccess: false,
        passwordHash,
        mailbox: null,
      }),
    )
    await run('Enable-Mailbox', { Identity: logonName })
    await run('Set-Mailbox', {
      Identity: logonName,
      EmailAddressPolicyEnabled: false,
      PrimarySmtpAddress: `${logonName}@contoso.com`,
    })
  }
  const pool = openPool(place.url)
  const intake = openIntake({ pool, site: () => place.site })
  return {
    place,
    pool,
    intake,
    run,
    async withExchange(work, at = 25, into = intake) {
      const { port, close } = await serving(exchangeSmtp(await sourceOf(place.site, into), 'EXCH01', at))
      try {
        return await work(port)
      } finally {
        await close()
      }
    },
    async kept() {
      const { rows } = await pool.query(
        'select "sender", "content", "origin", "recipients" from "MailItem" join "MailDelivery" on "itemId" = "MailItem"."id" order by "MailItem"."id"',
      )
      return rows
    },
    async forget() {
      await pool.query(
        'truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "TransportSession" cascade',
      )
    },
    async close() {
      await intake.close()
      await pool.end()
      await place.close()
    },
  }
}
