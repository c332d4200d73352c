import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso } from '@/lib/exchange/contoso-for-tests'
import { database } from '../../db'
import { testShell } from '../../test-shell'
import type { TestSite } from '../../test-site'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { openPool } from '../pool'

let site: TestSite
let pool: ReturnType<typeof openPool>
beforeAll(async () => {
  site = await contoso('2013')
  process.env.DATABASE_URL = site.url
  pool = openPool(site.url, { max: 1 })
})
afterAll(async () => {
  await pool.end()
  await database().$disconnect()
  await site.close()
})

const waiting = (...subjects: string[]) =>
  keepMail(
    pool,
    subjects.map((subject) => mailToKeep(['j.park@fabrikam.com'], subject)),
  )
const count = async () => Number((await pool.query('select count(*) as "n" from "MailDelivery"')).rows[0].n)

describe('In the shell', () => {
  it('a queue is emptied by the line of the book, curly quotes and all', async () => {
    await waiting('One', 'Two', 'Three')
    const shell = await testShell()
    const [ran] = await shell.run(
      'Get-Message -Queue “EXCH01\\Submission” | Remove-Message -WithNDR $false -Confirm:$false',
    )
    expect(ran?.told).toBe('')
    expect(await count()).toBe(0)
  })

  it('the queues of all servers are listed, and those in Retry tried again', async () => {
    const shell = await testShell()
    const all = await shell.run(
      'Get-TransportServer | Get-Queue; Get-Queue -Filter {Status -eq "Retry"} | Retry-Queue',
    )
    expect(all.map(({ told }) => told)).toEqual(['', ''])
    expect(all[0]?.objects).toHaveLength(1)
    const [piped] = await shell.run('Get-Queue | Suspend-Queue -Confirm:$false')
    expect(piped?.told).toBe('')
    const [suspended] = await shell.run(
      "Get-Queue -Filter {Status -eq 'Suspended'} | Resume-Queue -Confirm:$false",
    )
    expect(suspended?.told).toBe('')
  })

  it('a message is exported to a file', async () => {
    await waiting('Exported')
    const shell = await testShell()
    const [ran] = await shell.run(
      'Get-Message -Queue Submission | ForEach-Object { Suspend-Message $_.Identity -Confirm:$false; Export-Message $_.Identity | AssembleMessage -Path ("C:\\" + $_.Subject + ".eml") }',
    )
    expect(ran?.told).toBe('')
    const file = Buffer.from((await site.site.drive.read('C:\\Exported.eml')) ?? []).toString()
    expect(file).toContain('X-Sender: <j.park@fabrikam.com>')
    expect(file).toContain('Subject: Exported')
  })
})
