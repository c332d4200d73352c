import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'

let site: TestSite
let old: TestSite
beforeAll(async () => {
  site = await contoso('2016')
  old = await contoso('2010')
}, 60_000)
afterAll(async () => {
  await site.close()
  await old.close()
})

async function errorOf(name: string, args: Record<string, Value>, on = site) {
  const result = await on.run(command(name, args))
  return result.ok ? null : result.error
}

async function shown(name: string, args: Record<string, Value>, on = site) {
  const { output } = await done(on.run(command(name, args)))
  return (output ?? []) as Record<string, unknown>[]
}

async function expectUndone(name: string, args: Record<string, Value>, on = site) {
  const { before, between, after } = await thereAndBack(on, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('A virtual directory', () => {
  const owa = 'EXCH01\\owa (Default Web Site)'

  it('is there once in a web site, and can be made in another', async () => {
    expect(await errorOf('New-OwaVirtualDirectory', {})).toMatchObject({
      errorId: 'ArgumentException',
      message: "The virtual directory 'owa' already exists under 'exch01.contoso.local/Default Web Site'.",
    })
    const made = await shown('New-OwaVirtualDirectory', { WebSiteName: 'Contoso.com' })
    expect(made[0]).toMatchObject({
      Identity: 'EXCH01\\owa (Contoso.com)',
      InternalUrl: 'https://exch01.contoso.local/owa',
    })
    await done(site.run(command('Remove-OwaVirtualDirectory', { Identity: 'EXCH01\\owa (Contoso.com)' })))
  })

  it('that is removed comes back with what New- does not take, too', async () => {
    await done(
      site.run(
        command('Set-OwaVirtualDirectory', { Identity: owa, LogonFormat: 'UserName', GzipLevel: 'High' }),
      ),
    )
    await expectUndone('Remove-OwaVirtualDirectory', { Identity: owa, Confirm: absent })
  })

  it('is found by wildcard, without its web site, and without its server', async () => {
    for (const Identity of [
      'EXCH01\\ow*',
      'EXCH01\\owa',
      'owa (Default Web Site)',
      'exch01\\owa(Default Web Site)',
    ])
      expect(await shown('Get-OwaVirtualDirectory', { Identity })).toMatchObject([{ Identity: owa }])
    expect(await shown('Get-OwaVirtualDirectory', { Identity: 'EXCH02\\*' })).toEqual([])
  })

  it('takes no name that would lead out of its place', async () => {
    for (const WebSiteName of ['a\\b', 'x (y)', 'a*', ''])
      expect(await errorOf('New-EcpVirtualDirectory', { WebSiteName })).toMatchObject({
        errorId: 'InvalidWebSiteName',
      })
  })

  it('for PowerShell is made under a name', async () => {
    await expectUndone('New-PowerShellVirtualDirectory', { Name: 'Partners', BasicAuthentication: true })
    expect(await errorOf('New-PowerShellVirtualDirectory', { Name: 'Partners' }, old)).toMatchObject({
      errorId: 'CommandNotFoundException',
    })
  })
})

describe('POP3 and IMAP4', () => {
  it('are there for each server without anybody making them', async () => {
    expect(await shown('Get-PopSettings', {})).toMatchObject([
      { LoginType: 'SecureLogin', SSLBindings: ['[::]:995', '0.0.0.0:995'], Server: 'EXCH01' },
    ])
    expect(await shown('Get-ImapSettings', { Server: 'EXCH01' })).toMatchObject([{ ProtocolName: 'IMAP4' }])
  })

  it('remind of the restart when they are changed, and keep nothing when it is taken back', async () => {
    const { warnings } = await done(
      site.run(command('Set-PopSettings', { Server: 'EXCH01', X509CertificateName: 'mail.contoso.com' })),
    )
    expect(warnings?.join()).toContain('POP3 services are restarted')
    await expectUndone('Set-ImapSettings', {
      Server: 'EXCH01',
      UnencryptedOrTLSBindings: ['192.168.0.3:143'],
    })
    await expectUndone('Set-ImapSettings', { MaxConnectionsPerUser: 4 })
  })

  it('listen at an address and a port', async () => {
    expect(await errorOf('Set-PopSettings', { SSLBindings: ['192.168.0.3'] })).toMatchObject({
      errorId: 'InvalidBinding',
    })
  })
})

describe('RPC Client Access', () => {
  it('turns ranges of versions away that can be read', async () => {
    const Server = 'EXCH01'
    await expectUndone('Set-RpcClientAccess', { Server, BlockedClientVersions: '14.0.0-14.32767.65535' })
    expect(
      await errorOf('Set-RpcClientAccess', { Server, BlockedClientVersions: 'everything' }),
    ).toMatchObject({ errorId: 'InvalidClientVersionRange' })
  })

  it('can be taken from a server of 2010, and given back', async () => {
    await expectUndone('Remove-RpcClientAccess', { Server: 'EXCH01', Confirm: absent }, old)
  })
})

describe('A Client Access array', () => {
  it('is there once in a site that exists', async () => {
    const args = { Fqdn: 'outlook.contoso.local', Site: 'Default-First-Site-Name' }
    await expectUndone('New-ClientAccessArray', args, old)
    await done(old.run(command('New-ClientAccessArray', args)))
    expect(await shown('Get-ClientAccessArray', { Identity: 'outlook.contoso.local' }, old)).toMatchObject([
      { Name: 'outlook.contoso.local', Members: ['EXCH01'] },
    ])
    expect(await errorOf('New-ClientAccessArray', { ...args, Name: 'second' }, old)).toMatchObject({
      errorId: 'ClientAccessArrayAlreadyExistsInSite',
    })
    expect(
      await errorOf('Set-ClientAccessArray', { Identity: 'outlook.contoso.local', Site: 'Redmond' }, old),
    ).toMatchObject({ errorId: 'ManagementObjectNotFoundException', target: 'Site' })
    await expectUndone(
      'Remove-ClientAccessArray',
      { Identity: 'outlook.contoso.local', Confirm: absent },
      old,
    )
  })
})

describe('Outlook providers', () => {
  it('are three from the beginning', async () => {
    const names = (await shown('Get-OutlookProvider', {})).map(({ Name }) => Name)
    expect(names).toEqual(['EXCH', 'EXPR', 'WEB'])
    await expectUndone('Set-OutlookProvider', {
      Identity: 'EXPR',
      CertPrincipalName: 'msstd:mail.contoso.com',
    })
    await expectUndone('Remove-OutlookProvider', { Identity: 'WEB', Confirm: absent })
  })
})
