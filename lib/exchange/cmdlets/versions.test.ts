import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contoso, done } from '../contoso-for-tests'
import { documented } from '../reference'
import { exchangeVersions } from '../topology/exchange-version'
import { exchangeCmdlets } from '.'
import { cmdletOn } from './cmdlet-on'

describe.each(exchangeVersions)('On Exchange %s', (version) => {
  it('a cmdlet has the documented parameters of this version, and no other documented one', () => {
    const wrong = exchangeCmdlets.flatMap((cmdlet) => {
      const facts = documented(cmdlet.name)
      const here = cmdletOn(cmdlet, version)
      if (!facts || !here) return []
      return Object.entries(facts.parameters)
        .filter(([name, { versions = facts.versions }]) => {
          const given = here.parameters[name] !== undefined
          return given !== versions.includes(version) && cmdlet.parameters[name] !== undefined
        })
        .map(([name]) => `${cmdlet.name} -${name}`)
    })
    expect(wrong).toEqual(known[version])
  })
})

/** Taken in more versions than the reference says; reference.test.ts has the reasons. */
const known: Readonly<Record<string, readonly string[]>> = {
  '2010': [],
  '2013': [],
  '2016': ['New-ExchangeCertificate -RequestFile', 'Export-ExchangeCertificate -FileName'],
}

describe('Exchange 2010', () => {
  let site: TestSite
  beforeAll(async () => {
    site = await contoso('2010')
  })
  afterAll(() => site.close())

  it.each([
    ['New-ReceiveConnector', 'TransportRole'],
    ['New-ReceiveConnector', 'TransportR'],
    ['Set-Mailbox', 'AuditLogAgeLimitX'],
    ['New-ExchangeCertificate', 'RequestFile'],
  ])('does not know %s -%s, as it was written', async (name, parameter) => {
    expect(await site.run(command(name, { [parameter]: 'x' }))).toMatchObject({
      error: {
        errorId: 'NamedParameterNotFound',
        message: `A parameter cannot be found that matches parameter name '${parameter}'.`,
      },
    })
  })

  it('asks for its version once, however many commands a transaction runs', async () => {
    let asked = 0
    await site.inTransaction(async (inside) => {
      const store = {
        ...inside.store,
        list: ((noun: Parameters<typeof inside.store.list>[0]) => {
          if (noun.class === 'ExchangeServer') asked++
          return inside.store.list(noun)
        }) as typeof inside.store.list,
      }
      const watched = { ...inside, store }
      const get = exchangeCmdlets.find(({ name }) => name === 'Get-RemoteDomain')
      for (let i = 0; i < 5; i++) {
        expect(await get?.exists?.(watched)).toBe(true)
        await get?.parametersOn?.(watched)
      }
    })
    expect(asked).toBe(1)
  })

  it('has other cmdlets as soon as Setup has taken it away', async () => {
    const listed = await done(site.run(command('Get-TransportServer')))
    expect(listed.output).toHaveLength(1)
    await done(site.run(command('E:\\setup.com', {}, ['/mode:uninstall'])))
    expect(await site.run(command('Get-TransportServer'))).toMatchObject({
      error: { errorId: 'CommandNotFoundException' },
    })
  })
})
