import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchangeServer, type ServerRole } from '@/lib/exchange'
import { contosoBefore, done } from '@/lib/exchange/contoso-for-tests'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { server } from './site'
import { siteRoleAlerts } from './site-role-alerts'

let site: TestSite
const run = (name: string, args: Record<string, string>) => done(site.run(command(name, args)))

beforeAll(async () => {
  site = await contosoBefore({ version: '2010' })
  await site.inTransaction(async ({ store }) => {
    const first = await store.find(server, 'EXCH01')
    if (!first) throw new Error('EXCH01 is missing')
    await store.insert(server, 'EXCH02', { ...first.properties, address: '192.168.1.3' })
  })
  await installed('EXCH01', ['Mailbox', 'HubTransport', 'ClientAccess'])
  await installed('EXCH02', ['Mailbox', 'ClientAccess'])
  await run('New-ADReplicationSite', { Name: 'Branch' })
  await run('New-ADReplicationSubnet', { Name: '192.168.1.0/24', Site: 'Branch' })
}, 60_000)
afterAll(() => site.close())

async function installed(name: string, roles: readonly ServerRole[], version: '2010' | '2013' = '2010') {
  await site.inTransaction(async ({ store }) => {
    const found = await store.find(exchangeServer, name)
    const fqdn = `${name.toLowerCase()}.contoso.local`
    const edition = 'Standard' as const
    const properties = { version, build: '14.3.123.4', roles, managementTools: true, edition, fqdn }
    if (found) await store.update(exchangeServer, found, properties)
    else await store.insert(exchangeServer, name, properties)
  })
}

const causes = async () => (await siteRoleAlerts(site.site)).map(({ cause }) => cause)
const lacks =
  'The mailboxes of EXCH02 are in the Active Directory site Branch, which has no Hub Transport server of their version. Without Hub Transport their mail is neither sent nor delivered. Install Hub Transport on a server of the site'

describe('A branch without Hub Transport', () => {
  it('is told to give its subnet to the site that has one, by a command that mends it', async () => {
    const [cause = ''] = await causes()
    const move = "Set-ADReplicationSubnet -Identity '192.168.1.0/24' -Site 'Default-First-Site-Name'"
    expect(cause).toBe(`${lacks}, or give their subnet to a site that has it: ${move}.`)
    const args = { Identity: '192.168.1.0/24', Site: 'Default-First-Site-Name' }
    await run('Set-ADReplicationSubnet', args)
    expect(await causes()).toEqual([])
    await run('Set-ADReplicationSubnet', { ...args, Site: 'Branch' })
  })

  it('is not told to move to a site that lacks it, too, or has it of another version', async () => {
    await installed('EXCH01', ['ClientAccess'])
    expect(await causes()).toEqual([`${lacks}.`])
    await installed('EXCH01', ['Mailbox', 'HubTransport', 'ClientAccess'], '2013')
    expect(await causes()).toEqual([`${lacks}.`])
  })
})
