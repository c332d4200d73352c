import { afterEach, describe, expect, it } from 'vitest'
import { server, siteAlerts } from '@/lib/essentials'
import type { TestSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { contosoBefore, done, setupCommand } from '../contoso-for-tests'
import { exchangeCertificate } from '../organization/exchange-certificate'
import { oabVirtualDirectory, owaVirtualDirectory } from '../organization/virtual-directory'
import { exchangeServer } from '../topology/exchange-server'

let site: TestSite
afterEach(async () => site.close())

async function errorOf(...words: Parameters<TestSite['run']>) {
  const result = await site.run(...words)
  return result.ok ? null : result.error
}

async function names(cmdlet: string): Promise<string[]> {
  const { output = [] } = await done(site.run(command(cmdlet)))
  return output.map((one) => (one as { Identity: string }).Identity)
}

describe('Setup of Exchange 2010', () => {
  it('runs the line of the guide and leaves what that version leaves', async () => {
    site = await contosoBefore({ version: '2010' })
    const { warnings } = await done(site.run(setupCommand('2010')))
    expect(warnings?.[0]).toContain("can't detect a Send connector with an address space of '*'")
    const [shown] = (await done(site.run(command('Get-ExchangeServer')))).output ?? []
    expect(shown).toMatchObject({
      Name: 'EXCH01',
      ServerRole: 'Mailbox, HubTransport, ClientAccess',
      AdminDisplayVersion: 'Version 14.3 (Build 123.4)',
    })
    expect(await names('Get-ReceiveConnector')).toEqual(['EXCH01\\Client EXCH01', 'EXCH01\\Default EXCH01'])
    const [oab] = await site.site.store.list(oabVirtualDirectory)
    expect(oab?.properties).toMatchObject({
      requireSSL: false,
      internalUrl: 'http://exch01.contoso.local/OAB',
    })
    const [computer] = (await site.site.store.list(server)).filter(({ name }) => name === 'EXCH01')
    expect(computer?.properties.services.MSExchangeTransport?.state).toBe('Running')
    expect(await errorOf(command('Get-OutlookAnywhere'))).toBeNull()
    expect(await errorOf(command('Get-MapiVirtualDirectory'))).toMatchObject({
      errorId: 'CommandNotFoundException',
    })
  })
})

describe('Setup of Exchange 2013', () => {
  it('makes the front end, the addresses inside, a database and a certificate', async () => {
    site = await contosoBefore()
    await done(site.run(setupCommand('2013')))
    expect(await names('Get-ReceiveConnector')).toContain('EXCH01\\Default Frontend EXCH01')
    const [owa] = await site.site.store.list(owaVirtualDirectory)
    expect(owa).toMatchObject({
      name: 'EXCH01\\owa (Default Web Site)',
      properties: { internalUrl: 'https://exch01.contoso.local/owa', externalUrl: null },
    })
    const [database] = (await done(site.run(command('Get-MailboxDatabase')))).output ?? []
    expect(database).toMatchObject({
      IssueWarningQuota: '1.899 GB (2,039,480,320 bytes)',
      ProhibitSendReceiveQuota: '2.3 GB (2,469,396,480 bytes)',
      MailboxRetention: '30.00:00:00',
    })
    const [domain] = (await done(site.run(command('Get-AcceptedDomain')))).output ?? []
    expect(domain).toMatchObject({ DomainName: 'contoso.local', Default: true })
    const [certificate] = await site.site.store.list(exchangeCertificate)
    expect(certificate?.properties.certificateDomains).toEqual(['exch01', 'exch01.contoso.local'])
    expect(JSON.stringify((await done(site.run(command('Get-ExchangeCertificate')))).output)).not.toContain(
      'privateKey":',
    )
    expect(await errorOf(command('Enable-OutlookAnywhere'))).toMatchObject({
      errorId: 'CommandNotFoundException',
    })
  })

  it('names everything that is missing at once, with what to do', async () => {
    site = await contosoBefore({
      member: { joined: false, features: [], restartPending: true },
      enterpriseAdmins: [],
    })
    const error = await errorOf(
      command('E:\\setup.exe', {}, ['/mode:install', '/roles:Mailbox,ClientAccess']),
    )
    expect(error?.errorId).toBe('SetupPrerequisitesNotMet')
    for (const part of [
      'license terms',
      "isn't a member of an Active Directory domain",
      'Enterprise Admins',
      'reboot',
      'RPC-over-HTTP-proxy',
    ])
      expect(error?.message).toContain(part)
    expect(error?.recommendedAction).toContain('Add-ADGroupMember "Enterprise Admins" $env:username')
    expect(await site.site.store.list(exchangeServer)).toEqual([])
  })

  it('installs the missing Windows components when it is asked to', async () => {
    site = await contosoBefore({ member: { features: [] } })
    expect(await errorOf(setupCommand('2013'))).toMatchObject({ errorId: 'WindowsFeaturesMissing' })
    await done(site.run(setupCommand('2013', '/InstallWindowsComponents')))
  })

  it('is refused a second time, and on the Essentials server', async () => {
    site = await contosoBefore()
    await done(site.run(setupCommand('2013')))
    expect(await errorOf(setupCommand('2013'))).toMatchObject({ errorId: 'AlreadyInstalled' })
    await site.close()
    site = await contosoBefore({ member: { role: 'essentials' } })
    expect(await errorOf(setupCommand('2013'))).toMatchObject({ errorId: 'RunningOnEssentials' })
  })

  it('without Management Tools has no Exchange cmdlets, until they are installed', async () => {
    site = await contosoBefore()
    await done(site.run(setupCommand('2013')))
    const accept = '/IAcceptExchangeServerLicenseTerms'
    await done(site.run(command('E:\\setup.exe', {}, ['/mode:uninstall', '/roles:ManagementTools', accept])))
    expect(await errorOf(command('Get-Mailbox'))).toMatchObject({ errorId: 'CommandNotFoundException' })
    await done(site.run(command('E:\\setup.exe', {}, ['/mode:install', '/roles:ManagementTools', accept])))
    expect(await errorOf(command('Get-Mailbox'))).toBeNull()
  })

  it('can be uninstalled, which its undo does, and installed again', async () => {
    site = await contosoBefore()
    const { undo } = await done(site.run(setupCommand('2013')))
    for (const step of undo ?? []) await done(site.run(step))
    expect(await site.site.store.list(exchangeServer)).toEqual([])
    expect(await site.site.store.list(owaVirtualDirectory)).toEqual([])
    await done(site.run(setupCommand('2013')))
  })
})

describe('A site with mailboxes and nothing else', () => {
  const install = (program: string, roles: string, ...more: string[]) =>
    command(program, {}, ['/mode:install', `/roles:${roles}`, ...more])

  async function alertOf(title: string) {
    const alerts = await siteAlerts(site.site)
    const found = alerts.find((one) => one.title === title)
    if (!found?.repair) throw new Error(`${title} is not among: ${alerts.map((one) => one.title).join('; ')}`)
    return { ...found, repair: found.repair }
  }

  it('raises an alert on 2010, and is complete once Setup has added the roles', async () => {
    site = await contosoBefore({ version: '2010' })
    await done(site.run(install('E:\\setup.com', 'mb', '/OrganizationName:"First Organization"')))
    const alert = await alertOf(
      'Default-First-Site-Name has mailboxes and no Hub Transport and Client Access server',
    )
    expect(alert.cause).toMatch(/^The mailboxes of EXCH01 are in .*neither sent nor delivered.*Install Hub/)
    const { undo } = await done(site.run(alert.repair.command))
    expect(undo).toBeUndefined()
    expect((await siteAlerts(site.site)).filter(({ id }) => id.startsWith('site-roles'))).toEqual([])
    expect(await names('Get-ReceiveConnector')).toEqual(['EXCH01\\Client EXCH01', 'EXCH01\\Default EXCH01'])
    expect(await names('Get-OwaVirtualDirectory')).toHaveLength(1)
    const [computer] = (await site.site.store.list(server)).filter(({ name }) => name === 'EXCH01')
    expect(computer?.properties.services.MSExchangeTransport?.state).toBe('Running')
    const certificates = await site.site.store.list(exchangeCertificate)
    expect(certificates.map(({ properties }) => properties.services)).toEqual([
      ['SMTP', 'IMAP', 'POP', 'IIS'],
    ])
    expect(await errorOf(alert.repair.command)).toMatchObject({ errorId: 'AlreadyInstalled' })
  })

  it('raises an alert on 2013, where Client Access alone can be missing', async () => {
    site = await contosoBefore({ version: '2013' })
    const accept = '/IAcceptExchangeServerLicenseTerms'
    const organization = '/OrganizationName:Contoso'
    await done(site.run(install('E:\\Exchange2013\\setup.exe', 'Mailbox', accept, organization)))
    const title = 'Default-First-Site-Name has mailboxes and no Client Access server'
    await done(site.run((await alertOf(title)).repair.command))
    expect((await siteAlerts(site.site)).map((one) => one.title)).not.toContain(title)
    expect(await names('Get-ReceiveConnector')).toContain('EXCH01\\Default Frontend EXCH01')
  })
})

describe('Setup', () => {
  it('refuses Exchange 2010 on Windows Server 2012', async () => {
    site = await contosoBefore({ version: '2010', member: { windows: '2012' } })
    expect(await errorOf(setupCommand('2010'))).toMatchObject({ errorId: 'WindowsNotSupported' })
  })

  it('of 2016 has one role with everything in it', async () => {
    site = await contosoBefore({ version: '2016' })
    await done(site.run(setupCommand('2016')))
    const [installed] = await site.site.store.list(exchangeServer)
    expect(installed?.properties).toMatchObject({ version: '2016', roles: ['Mailbox', 'ClientAccess'] })
  })

  it('prepares Active Directory first, where the organization gets its name', async () => {
    site = await contosoBefore()
    const prepare = (...words: string[]) =>
      command('E:\\setup.exe', {}, ['/PrepareAD', '/IAcceptExchangeServerLicenseTerms', ...words])
    expect(await errorOf(prepare())).toMatchObject({ errorId: 'OrganizationNameMissing' })
    await done(site.run(prepare('/OrganizationName:Contoso')))
    await done(site.run(prepare()))
  })

  it('says which word it does not know', async () => {
    site = await contosoBefore()
    const error = await errorOf(command('E:\\setup.exe', {}, ['/mode:instal']))
    expect(error).toMatchObject({ errorId: 'SetupParameterUnknown', target: 'mode' })
  })
})
