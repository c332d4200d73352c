import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, pipe, present, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
  await done(run('New-AcceptedDomain', { Name: 'official name', DomainName: 'Contoso.com' }))
})
afterAll(async () => site.close())

function run(name: string, args: Record<string, Value> = {}) {
  return site.run(command(name, args))
}

async function errorOf(name: string, args: Record<string, Value> = {}) {
  const result = await run(name, args)
  return result.ok ? null : result.error
}

async function shown(name: string, Identity: string): Promise<Record<string, unknown>> {
  const { output } = await done(run(name, { Identity }))
  return (output?.[0] ?? {}) as Record<string, unknown>
}

/** The undo brings back exactly what was. */
async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('An accepted domain', () => {
  it('is found by name or guid, and $null finds all', async () => {
    const one = await shown('Get-AcceptedDomain', 'OFFICIAL name')
    expect(one).toMatchObject({ DomainName: 'contoso.com', DomainType: 'Authoritative', Default: false })
    expect(await shown('Get-AcceptedDomain', String(one.Guid))).toEqual(one)
    expect((await done(run('Get-AcceptedDomain', { Identity: null }))).output).toHaveLength(2)
  })

  it('that is not there is reported as Exchange does, with the domain controller', async () => {
    expect(await errorOf('Get-AcceptedDomain', { Identity: 'fabrikam' })).toEqual({
      category: 'ObjectNotFound',
      errorId: 'ManagementObjectNotFoundException',
      message:
        "The operation couldn't be performed because object 'fabrikam' couldn't be found on 'ESSENTIALS.contoso.local'.",
      target: 'Identity',
    })
  })

  it('is there once: neither its name nor its domain can be taken again', async () => {
    expect(
      await errorOf('New-AcceptedDomain', { Name: 'Official Name', DomainName: 'fabrikam.com' }),
    ).toMatchObject({
      errorId: 'ObjectAlreadyExists',
      target: 'Name',
    })
    expect(await errorOf('New-AcceptedDomain', { Name: 'again', DomainName: 'contoso.com' })).toMatchObject({
      errorId: 'DuplicatedAcceptedDomain',
      target: 'DomainName',
    })
  })

  it('that becomes the default takes the flag from the one that had it, and its undo gives it back', async () => {
    await expectUndone('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true })
    await done(run('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true }))
    expect(await shown('Get-AcceptedDomain', 'contoso.local')).toMatchObject({ Default: false })
    expect(await errorOf('Remove-AcceptedDomain', { Identity: 'official name' })).toMatchObject({
      errorId: 'DefaultDomainCannotBeRemoved',
    })
    const again = await done(run('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true }))
    expect(again).toEqual({
      warnings: ["The command completed successfully but no settings of 'official name' have been modified."],
      undo: [],
    })
  })

  it('cannot go while a policy makes addresses of it', async () => {
    await done(run('Set-AcceptedDomain', { Identity: 'official name', MakeDefault: true }))
    expect(await errorOf('Remove-AcceptedDomain', { Identity: 'contoso.local' })).toMatchObject({
      errorId: 'DomainReferencedByPolicy',
      message: expect.stringContaining("e-mail address policy templates 'SMTP:@contoso.local'"),
    })
    expect(
      await errorOf('Set-AcceptedDomain', { Identity: 'contoso.local', DomainType: 'ExternalRelay' }),
    ).toMatchObject({ errorId: 'DomainReferencedByPolicy' })
  })

  it('can be added, changed, renamed and removed, and each is taken back whole', async () => {
    await expectUndone('New-AcceptedDomain', {
      Name: "O'Brien’s 😀",
      DomainName: '*.fabrikam.com',
      DomainType: 'InternalRelay',
    })
    await done(
      run('New-AcceptedDomain', {
        Name: 'relay',
        DomainName: 'relay.contoso.com',
        DomainType: 'InternalRelay',
      }),
    )
    await done(run('Set-AcceptedDomain', { Identity: 'relay', AddressBookEnabled: false }))
    await expectUndone('Set-AcceptedDomain', {
      Identity: 'relay',
      DomainType: 'Authoritative',
      Name: 'renamed',
    })
    await expectUndone('Remove-AcceptedDomain', { Identity: 'relay', Confirm: absent })
  })
})

describe('An email address policy', () => {
  const policy = 'Windows Server Essentials Email Address Policy'

  it('of the guide is asked before the Default Policy', async () => {
    const args = {
      Name: policy,
      IncludedRecipients: 'AllRecipients',
      EnabledPrimarySMTPAddressTemplate: '%m@contoso.com',
    }
    await expectUndone('New-EmailAddressPolicy', args)
    await done(run('New-EmailAddressPolicy', args))
    expect(await shown('Get-EmailAddressPolicy', policy)).toMatchObject({
      Priority: 1,
      EnabledPrimarySMTPAddressTemplate: '%m@contoso.com',
      RecipientFilterApplied: false,
    })
  })

  it('needs an accepted domain and a template that can be read', async () => {
    expect(
      await errorOf('New-EmailAddressPolicy', {
        Name: 'x',
        EnabledPrimarySMTPAddressTemplate: '%m@adatum.com',
      }),
    ).toMatchObject({ errorId: 'TemplateDomainNotAccepted', target: 'EnabledPrimarySMTPAddressTemplate' })
    expect(
      await errorOf('New-EmailAddressPolicy', {
        Name: 'x',
        EnabledPrimarySMTPAddressTemplate: '%q@contoso.com',
      }),
    ).toMatchObject({ errorId: 'InvalidAddressTemplate', target: 'EnabledPrimarySMTPAddressTemplate' })
  })

  it('takes its place among the others, and gives it back', async () => {
    const primary = { EnabledPrimarySMTPAddressTemplate: '%g.%s@contoso.com' }
    await expectUndone('New-EmailAddressPolicy', { Name: 'first', Priority: 1, ...primary })
    await done(run('New-EmailAddressPolicy', { Name: 'second', ...primary }))
    expect(await shown('Get-EmailAddressPolicy', 'second')).toMatchObject({ Priority: 2 })
    await expectUndone('Set-EmailAddressPolicy', { Identity: 'second', Priority: 1, Name: 'now first' })
    await expectUndone('Remove-EmailAddressPolicy', { Identity: policy, Confirm: absent })
    expect(await errorOf('Set-EmailAddressPolicy', { Identity: 'second', Priority: 9 })).toMatchObject({
      target: 'Priority',
    })
    await done(run('Remove-EmailAddressPolicy', { Identity: 'second', Confirm: absent }))
  })

  it('that is the Default Policy is protected', async () => {
    const Identity = 'Default Policy'
    const refused: Record<string, Value>[] = [
      { Name: 'x' },
      { Priority: 1 },
      { IncludedRecipients: 'MailboxUsers' },
    ]
    for (const args of refused)
      expect(await errorOf('Set-EmailAddressPolicy', { Identity, ...args })).toMatchObject({
        errorId: 'DefaultPolicyProtected',
      })
    expect(await errorOf('Remove-EmailAddressPolicy', { Identity })).toMatchObject({
      errorId: 'DefaultPolicyProtected',
    })
  })
})

describe('A Send connector', () => {
  const guide = {
    Name: 'WSE Internet SendConnector',
    Usage: 'Internet',
    AddressSpaces: 'SMTP:*;1',
    IsScopedConnector: false,
    DNSRoutingEnabled: true,
    UseExternalDNSServersEnabled: true,
    SourceTransportServers: 'EXCH01',
  }

  it('of the guide is kept with the defaults of its version', async () => {
    await expectUndone('New-SendConnector', guide)
    await done(run('New-SendConnector', guide))
    expect(await shown('Get-SendConnector', guide.Name)).toMatchObject({
      AddressSpaces: ['SMTP:*;1'],
      MaxMessageSize: '35 MB (36,700,160 bytes)',
      SourceTransportServers: ['EXCH01'],
    })
    await expectUndone('Remove-SendConnector', { Identity: guide.Name, Confirm: absent })
    await expectUndone('Set-SendConnector', {
      Identity: guide.Name,
      MaxMessageSize: '10MB',
      Fqdn: 'mail.contoso.com',
    })
  })

  it('goes by MX or by smart hosts', async () => {
    expect(
      await errorOf('Set-SendConnector', { Identity: guide.Name, DNSRoutingEnabled: false }),
    ).toMatchObject({
      target: 'SmartHosts',
    })
    expect(
      await errorOf('Set-SendConnector', { Identity: guide.Name, SmartHostAuthMechanism: 'BasicAuth' }),
    ).toMatchObject({ errorId: 'AuthenticationCredentialNotSet', target: 'AuthenticationCredential' })
    expect(
      await errorOf('Set-SendConnector', { Identity: guide.Name, SmartHosts: 'smtp.example.net' }),
    ).toMatchObject({
      target: 'DNSRoutingEnabled',
    })
    await expectUndone('Set-SendConnector', {
      Identity: guide.Name,
      DNSRoutingEnabled: false,
      SmartHosts: ['smtp.example.net', '10.10.10.100'],
    })
    await done(
      run('New-SendConnector', { Name: 'by host', AddressSpaces: 'fabrikam.com', SmartHosts: '[10.0.0.1]' }),
    )
    expect(await shown('Get-SendConnector', 'by host')).toMatchObject({
      DNSRoutingEnabled: false,
      AddressSpaces: ['SMTP:fabrikam.com;1'],
    })
    await done(run('Remove-SendConnector', { Identity: 'by host', Confirm: absent }))
  })

  it.each(['*contoso.com', 'SMTP:*;0', 'SMTP:*;101', 'SMTP:', 'SMTP:*;1;2'])(
    'does not go to %j',
    async (space) => {
      expect(await errorOf('New-SendConnector', { Name: 'x', AddressSpaces: space })).toMatchObject({
        errorId: 'InvalidAddressSpace',
        target: 'AddressSpaces',
      })
    },
  )

  it('starts at a server that exists', async () => {
    expect(
      await errorOf('New-SendConnector', {
        Name: 'x',
        AddressSpaces: '*',
        SourceTransportServers: 'NOWHERE',
      }),
    ).toMatchObject({ target: 'SourceTransportServers' })
  })
})

describe('A Receive connector', () => {
  const front = 'EXCH01\\Default Frontend EXCH01'
  const internet = {
    Name: 'WSE Internet Receive Connector',
    Usage: 'Internet',
    Bindings: '192.168.0.3:25',
    Fqdn: 'mail.contoso.com',
    Enabled: true,
    Server: 'EXCH01',
    AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'Integrated'],
  }

  it('of the guide needs the front end on 2013, and the default one narrowed first', async () => {
    expect(await errorOf('New-ReceiveConnector', internet)).toMatchObject({
      errorId: 'ReceiveConnectorConflict',
      message: expect.stringContaining('assigned to different Transport roles'),
    })
    const onFront = { ...internet, TransportRole: 'FrontendTransport' }
    expect(await errorOf('New-ReceiveConnector', onFront)).toMatchObject({
      errorId: 'ReceiveConnectorConflict',
      recommendedAction: expect.stringContaining('Narrow the RemoteIPRanges'),
    })
    const narrow = { Identity: front, RemoteIPRanges: '192.168.0.0-192.168.0.255' }
    await expectUndone('Set-ReceiveConnector', narrow)
    await done(run('Set-ReceiveConnector', narrow))
    await expectUndone('New-ReceiveConnector', onFront)
    await done(run('New-ReceiveConnector', onFront))
    expect(await shown('Get-ReceiveConnector', 'EXCH01\\WSE Internet Receive Connector')).toMatchObject({
      PermissionGroups: ['AnonymousUsers'],
      RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
      AuthMechanism: ['Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS'],
      MaxMessageSize: '36 MB (37,748,736 bytes)',
    })
    await expectUndone('Remove-ReceiveConnector', {
      Identity: 'WSE Internet Receive Connector',
      Confirm: absent,
    })
  })

  it('is asked for what its usage does not say', async () => {
    const { Bindings, ...without } = internet
    expect(await errorOf('New-ReceiveConnector', { ...without, Name: 'x' })).toMatchObject({
      target: 'Bindings',
    })
    expect(
      await errorOf('New-ReceiveConnector', {
        ...internet,
        Name: 'x',
        Usage: 'Partner',
        Bindings: '0.0.0.0:26',
      }),
    ).toMatchObject({ target: 'RemoteIPRanges' })
    expect(
      await errorOf('New-ReceiveConnector', { ...internet, Name: 'x', Bindings: '192.168.0.3' }),
    ).toMatchObject({
      target: 'Bindings',
    })
  })

  it('does not share a client with another one unless one range is inside the other', async () => {
    const custom = { Custom: present, Bindings: '0.0.0.0:26' }
    await done(run('New-ReceiveConnector', { Name: 'a', RemoteIPRanges: '10.0.0.0-10.0.0.100', ...custom }))
    for (const range of ['10.0.0.50-10.0.0.150', '10.0.0.0-10.0.0.100'])
      expect(
        await errorOf('New-ReceiveConnector', { Name: 'b', RemoteIPRanges: range, ...custom }),
      ).toMatchObject({
        errorId: 'ReceiveConnectorConflict',
      })
    for (const range of ['10.0.0.10', '10.0.0.0/16', '10.0.1.0/24'])
      await expectUndone('New-ReceiveConnector', { Name: 'b', RemoteIPRanges: range, ...custom })
  })

  it('that trusts others as its own needs their permission group', async () => {
    expect(
      await errorOf('Set-ReceiveConnector', { Identity: 'a', AuthMechanism: 'ExternalAuthoritative' }),
    ).toMatchObject({ target: 'PermissionGroups' })
  })
})

describe('The web site of the server', () => {
  it('takes outside addresses by the pipeline of the guide, with its yellow warning', async () => {
    const owa = 'https://mail.contoso.com/owa'
    const { warnings, undo } = await done(
      site.run(
        pipe(
          command('Get-OwaVirtualDirectory'),
          command('Set-OwaVirtualDirectory', { ExternalUrl: owa, InternalUrl: owa }),
        ),
      ),
    )
    expect(warnings).toEqual([
      "You've changed the InternalURL or ExternalURL for the OWA virtual directory. Please make the same change for the ECP virtual directory in the same website.",
    ])
    expect(undo).toEqual([
      command('Set-OwaVirtualDirectory', {
        Identity: 'EXCH01\\owa (Default Web Site)',
        InternalUrl: 'https://exch01.contoso.local/owa',
        ExternalUrl: null,
      }),
    ])
    expect(await shown('Get-OwaVirtualDirectory', 'owa (Default Web Site)')).toMatchObject({
      ExternalUrl: owa,
    })
  })

  it.each([
    ['Set-EcpVirtualDirectory', 'ecp', {}],
    ['Set-ActiveSyncVirtualDirectory', 'Microsoft-Server-ActiveSync', {}],
    ['Set-OabVirtualDirectory', 'OAB', { RequireSSL: false }],
    ['Set-WebServicesVirtualDirectory', 'EWS', { BasicAuthentication: true, Force: present }],
    ['Set-MapiVirtualDirectory', 'mapi', { IISAuthenticationMethods: 'Ntlm, Negotiate' }],
  ])('%s is taken back whole', async (name, directory, more) => {
    const url = `https://mail.contoso.com/${directory}`
    await expectUndone(name, {
      Identity: `EXCH01\\${directory} (Default Web Site)`,
      ExternalUrl: url,
      InternalUrl: url,
      ...more,
    })
  })

  it.each([
    'mail.contoso.com/owa',
    'ftp://mail.contoso.com',
    'https://',
    'https://a b.com',
    'javascript:alert(1)',
  ])('is not at %j', async (url) => {
    expect(
      await errorOf('Set-OwaVirtualDirectory', { Identity: 'owa (Default Web Site)', ExternalUrl: url }),
    ).toMatchObject({ target: 'ExternalUrl' })
  })

  it('tells domain members where Autodiscover is', async () => {
    await expectUndone('Set-ClientAccessServer', {
      Identity: 'EXCH01',
      AutoDiscoverServiceInternalUri: 'https://mail.contoso.com/Autodiscover/Autodiscover.xml',
    })
    expect(await errorOf('Get-ClientAccessService')).toMatchObject({ errorId: 'CommandNotFoundException' })
  })

  it('has Outlook Anywhere on 2013, whose outside name comes with two more answers', async () => {
    const set = {
      Identity: 'Rpc (Default Web Site)',
      ExternalHostname: 'mail.contoso.com',
      SSLOffloading: false,
    }
    expect(await errorOf('Set-OutlookAnywhere', set)).toMatchObject({ target: 'ExternalClientsRequireSsl' })
    await expectUndone('Set-OutlookAnywhere', {
      ...set,
      ExternalClientsRequireSsl: true,
      ExternalClientAuthenticationMethod: 'Basic',
    })
    expect(
      await errorOf('Set-OutlookAnywhere', { ...set, ClientAuthenticationMethod: 'Basic' }),
    ).toMatchObject({
      errorId: 'NamedParameterNotFound',
      target: 'ClientAuthenticationMethod',
    })
  })
})

describe('A mailbox database', () => {
  it('keeps its quotas in order', async () => {
    const Identity = 'Mailbox Database 01'
    expect(await errorOf('Set-MailboxDatabase', { Identity, ProhibitSendQuota: '3GB' })).toMatchObject({
      target: 'ProhibitSendReceiveQuota',
    })
    await expectUndone('Set-MailboxDatabase', {
      Identity,
      IssueWarningQuota: 2.5 * 1024 ** 3,
      ProhibitSendQuota: '3GB',
      ProhibitSendReceiveQuota: 'unlimited',
      MailboxRetention: '60.00:00:00',
    })
  })
})
