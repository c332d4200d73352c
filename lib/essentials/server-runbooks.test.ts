import { expect, test } from 'vitest'
import { printCommand } from '@/lib/shell'
import { contosoExample } from './description'
import { installExchangeRunbook, organizationName } from './install-exchange'
import {
  joinServerRunbook,
  type Procedure,
  reservationRunbook,
  restartServiceRunbook,
  staticAddressRunbook,
} from './server-runbooks'

const lines = ({ steps }: Procedure) => steps.map((step) => printCommand(step.command))

test('joining points the server to the domain first, and restarts it last', () => {
  expect(lines(joinServerRunbook(contosoExample))).toEqual([
    "Set-DnsClientServerAddress -InterfaceAlias 'Ethernet' -ServerAddresses '192.168.0.1' -CimSession 'EXCH01'",
    "Add-Computer -DomainName 'contoso.local' -ComputerName 'EXCH01' -Force",
    "Restart-Computer -ComputerName 'EXCH01' -Force -Wait",
  ])
})

test('an address as described needs no new description; the Essentials server keeps its own DNS setting', () => {
  expect(lines(staticAddressRunbook(contosoExample, 'essentials'))).toEqual([
    "New-NetIPAddress -InterfaceAlias 'Ethernet' -IPAddress '192.168.0.1' -PrefixLength 24 -CimSession 'SRV01'",
  ])
  expect(lines(reservationRunbook(contosoExample, 'exchange', '192.168.0.3')).at(-1)).toBe(
    "Set-SiteDescription -ExchangeAddress '192.168.0.3'",
  )
})

test('Exchange 2013 prepares Active Directory, 2010 does it in one run', () => {
  const setup = (version: '2010' | '2013' | '2016') =>
    lines(installExchangeRunbook({ description: contosoExample, version, managementTools: true })).filter(
      (line) => line.startsWith('E:'),
    )
  expect(setup('2013')).toEqual([
    'E:\\Exchange2013\\setup.exe /PrepareAD /OrganizationName:Contoso /IAcceptExchangeServerLicenseTerms',
    "E:\\Exchange2013\\setup.exe /mode:Install '/roles:ClientAccess,Mailbox,ManagementTools' /IAcceptExchangeServerLicenseTerms",
  ])
  expect(setup('2010')).toEqual([
    "E:\\Exchange2010\\setup.com /mode:install '/roles:mb,ht,ca,mt' /OrganizationName:Contoso",
  ])
  expect(setup('2016')).toHaveLength(2)
})

test('whoever installs joins the groups first; without the Management Tools, they are taken off again', () => {
  const runbook = installExchangeRunbook({
    description: contosoExample,
    version: '2013',
    managementTools: false,
    administrator: 'admin',
  })
  expect(lines(runbook).slice(0, 2)).toEqual([
    "Add-ADGroupMember -Identity 'Enterprise Admins' -Members 'admin'",
    "Add-ADGroupMember -Identity 'Schema Admins' -Members 'admin'",
  ])
  expect(lines(runbook).filter((line) => line.includes('ManagementTools'))).toEqual([
    'E:\\Exchange2013\\setup.exe /mode:Uninstall /roles:ManagementTools /IAcceptExchangeServerLicenseTerms',
  ])
})

test('the organization of Exchange has letters, digits, hyphens and spaces only', () => {
  expect(organizationName('Müller & Söhne GmbH')).toBe('Muller Sohne GmbH')
  expect(organizationName('株式会社')).toBe('First Organization')
  expect(organizationName('x'.repeat(100))).toHaveLength(64)
})

test('a service is restarted by what reaches another computer, also in Windows PowerShell 5.1', () => {
  const service = { name: 'MSExchangeTransport', displayName: 'Microsoft Exchange Transport' }
  expect(restartServiceRunbook({ name: 'EXCH01' }, service)).toMatchObject({
    title: 'Restart Microsoft Exchange Transport on EXCH01',
    steps: [
      { title: 'Stop Microsoft Exchange Transport on EXCH01' },
      { title: 'Start Microsoft Exchange Transport on EXCH01' },
    ],
  })
  expect(lines(restartServiceRunbook({ name: 'EXCH01' }, service))).toEqual([
    "Set-Service -ComputerName 'EXCH01' -Name 'MSExchangeTransport' -Status 'Stopped'",
    "Set-Service -ComputerName 'EXCH01' -Name 'MSExchangeTransport' -Status 'Running'",
  ])
})
