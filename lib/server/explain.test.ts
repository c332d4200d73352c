import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import { explainOnSite } from './explain'
import type { TestSite } from './test-site'
import { person } from './transport/mailbox/person-for-tests'

let place: TestSite
const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))
const clues = async (text: string) =>
  (await explainOnSite(place.site, text)).flatMap((one) => one.clues.map((clue) => clue.text))

beforeAll(async () => {
  place = await contoso('2010')
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('FrankM'))
  })
}, 60_000)
afterAll(() => place.close())

describe('What the site has to do with a failure', () => {
  it('says whether an address is somebody’s now', async () => {
    expect(await clues('nobody@contoso.com #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##')).toEqual([
      'No recipient of this site has the address nobody@contoso.com.',
    ])
    expect((await clues('550 5.1.1 <FrankM@contoso.com> not found'))[0]).toBe(
      'FrankM has the address FrankM@contoso.com now.',
    )
  })

  it('says when another organization is the one that knows', async () => {
    expect((await clues('550 5.1.1 <lena@fabrikam.com>: User unknown'))[0]).toContain(
      'fabrikam.com is no accepted domain of this site',
    )
  })

  it('says whether strangers are let in, before and after somebody lets them', async () => {
    const text = '530 5.7.1 Client was not authenticated'
    expect((await clues(text))[0]).toContain('No Receive connector lets anonymous users in')
    await run('Set-ReceiveConnector', {
      Identity: 'EXCH01\\Default EXCH01',
      PermissionGroups: ['AnonymousUsers', 'ExchangeServers'],
    })
    expect((await clues(text))[0]).toContain('Anonymous users may submit mail at EXCH01\\Default EXCH01')
  })

  it('says that nothing leads to the Internet', async () => {
    const text = '554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain'
    expect((await clues(text))[0]).toContain('No Send connector is enabled for every domain')
    await run('New-SendConnector', {
      Name: 'Internet',
      AddressSpaces: ['*'],
      SourceTransportServers: ['EXCH01'],
    })
    expect(await clues(text)).toEqual([])
  })

  it('names the limits that count now', async () => {
    expect((await clues('550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients'))[0]).toContain(
      'lets one message have 5000 recipients',
    )
  })
})
