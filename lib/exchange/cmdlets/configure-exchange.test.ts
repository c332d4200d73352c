import { afterEach, expect, it } from 'vitest'
import { createPfx, createSelfSigned } from '@/lib/network'
import type { TestSite } from '@/lib/server/test-site'
import { type Command, command, fileContent, pipe, present, secure } from '@/lib/shell'
import { contoso, done, snapshot } from '../contoso-for-tests'

let site: TestSite
afterEach(async () => site.close())

const host = 'mail.contoso.com'
const owa = `https://${host}/owa`
const ecp = `https://${host}/ecp`
const activeSync = `https://${host}/Microsoft-Server-ActiveSync`
const oab = `https://${host}/OAB`
const ews = `https://${host}/EWS/Exchange.asmx`

function both(noun: string, url: string, more: Command['arguments'] = {}): Command {
  const set = command(`Set-${noun}`, { ExternalUrl: url, InternalUrl: url, ...more })
  return pipe(command(`Get-${noun}`), set)
}

/** The statements of the guide's ConfigureExchange.ps1, for Exchange 2010, one after the other. */
function script(sealed: string): readonly Command[] {
  return [
    pipe(
      command('Import-ExchangeCertificate', {
        FileData: fileContent('c:\\certificates\\ExchangeCertificate.pfx'),
        Password: secure('The password of your cert', sealed),
        Force: present,
      }),
      command('Enable-ExchangeCertificate', { Services: 'POP, IIS, IMAP, SMTP', Force: present }),
    ),
    command('New-AcceptedDomain', { Name: 'official name', DomainName: 'contoso.com' }),
    command('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true }),
    command('New-EmailAddressPolicy', {
      Name: 'Windows Server Essentials Email Address Policy',
      IncludedRecipients: 'AllRecipients',
      EnabledPrimarySMTPAddressTemplate: '%m@contoso.com',
    }),
    both('OwaVirtualDirectory', owa),
    both('EcpVirtualDirectory', ecp),
    both('ActiveSyncVirtualDirectory', activeSync),
    both('OABVirtualDirectory', oab, { RequireSSL: true }),
    both('WebServicesVirtualDirectory', ews, { BasicAuthentication: true, Force: present }),
    command('Enable-OutlookAnywhere', {
      ClientAuthenticationMethod: 'Basic',
      ExternalHostname: host,
      SSLOffloading: false,
    }),
    command('Set-ReceiveConnector', { RemoteIPRanges: '192.168.0.0-192.168.0.255' }, [
      'EXCH01\\Default EXCH01',
    ]),
    command('New-ReceiveConnector', {
      Name: 'WSE Internet Receive Connector',
      Usage: 'Internet',
      Bindings: '192.168.0.3:25',
      Fqdn: host,
      Enabled: true,
      Server: 'EXCH01',
      AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'Integrated'],
    }),
    command('New-SendConnector', {
      Name: 'WSE Internet SendConnector',
      Usage: 'Internet',
      AddressSpaces: 'SMTP:*;1',
      IsScopedConnector: false,
      DNSRoutingEnabled: true,
      UseExternalDNSServersEnabled: true,
      SourceTransportServers: 'EXCH01',
    }),
  ]
}

async function putCertificate(): Promise<string> {
  const made = await createSelfSigned({ commonName: host, names: [host], now: new Date() })
  const pfx = made.ok ? await createPfx({ ...made.value, chainPem: [], password: 'secret' }) : made
  if (!pfx.ok) throw new Error(pfx.error.message)
  await site.site.drive.write('C:\\Certificates\\ExchangeCertificate.pfx', pfx.value)
  return site.site.vault.seal('secret')
}

it('The script of the guide runs from its first statement to its last on Exchange 2010, and is taken back whole', async () => {
  site = await contoso('2010')
  const sealed = await putCertificate()
  const before = await snapshot(site)
  const undo: Command[] = []
  for (const statement of script(sealed)) undo.unshift(...((await done(site.run(statement))).undo ?? []))

  const { output: connectors } = await done(site.run(command('Get-ReceiveConnector')))
  expect(connectors).toContainEqual(
    expect.objectContaining({ Name: 'Default EXCH01', RemoteIPRanges: ['192.168.0.0-192.168.0.255'] }),
  )
  const { output: outlook } = await done(site.run(command('Get-OutlookAnywhere')))
  expect(outlook).toEqual([
    expect.objectContaining({
      ExternalHostname: host,
      ClientAuthenticationMethod: 'Basic',
      SSLOffloading: false,
    }),
  ])
  const { output: books } = await done(site.run(command('Get-OabVirtualDirectory')))
  expect(books).toEqual([expect.objectContaining({ RequireSSL: true, InternalUrl: oab, ExternalUrl: oab })])

  for (const step of undo) await done(site.run(step))
  expect(await snapshot(site)).toEqual(before)
})

it('Exchange 2010 takes Outlook Anywhere once, and knows how to turn it off', async () => {
  site = await contoso('2010')
  const enable = command('Enable-OutlookAnywhere', {
    DefaultAuthenticationMethod: 'Ntlm',
    ExternalHostname: host,
    SSLOffloading: true,
  })
  await done(site.run(enable))
  expect(await site.run(enable)).toMatchObject({ error: { errorId: 'OutlookAnywhereAlreadyEnabled' } })
  const before = await snapshot(site)
  const off = await done(site.run(command('Disable-OutlookAnywhere', { Identity: 'Rpc (Default Web Site)' })))
  for (const step of off.undo ?? []) await done(site.run(step))
  expect(await snapshot(site)).toEqual(before)
})

it('On Exchange 2016 what went with 2010 is unknown, and the newer names are there', async () => {
  site = await contoso('2016')
  expect(await site.run(command('Disable-OutlookAnywhere', { Identity: 'x' }))).toMatchObject({
    error: { errorId: 'CommandNotFoundException' },
  })
  const { output } = await done(site.run(command('Get-ClientAccessService')))
  expect(output).toHaveLength(1)
})
