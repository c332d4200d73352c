import { afterAll, beforeAll, expect, it } from 'vitest'
import { outlookAnywhere, owaVirtualDirectory, receiveConnector } from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { certificateUses } from './certificate-uses'
import { contoso, layOut } from './testing/contoso'
import { rehearsals } from './testing/rehearsal'

let place: TestSite
beforeAll(async () => {
  place = await testSite()
})
afterAll(() => place.close())
const rehearse = rehearsals(() => place, siteCommands)

const inWords = (uses: Awaited<ReturnType<typeof certificateUses>>) =>
  uses.map(({ name, place: where, services }) => `${name} ${where}: ${services.join(', ')}`)

it('knows the Essentials server alone before Exchange is there', () =>
  rehearse(async ({ site }) => {
    expect(await certificateUses(site)).toEqual([])
    await layOut(site, contoso({ autodiscover: 'a', pop: true, imap: true }))
    expect(inWords(await certificateUses(site))).toEqual([
      'remote.contoso.com internet: Remote Web Access',
      'remote.contoso.com office: Remote Web Access',
    ])
  }))

it('gathers the names of the virtual directories, of Outlook Anywhere, of mail and of autodiscover', () =>
  rehearse(async ({ site }) => {
    await layOut(site, contoso({ autodiscover: 'a', imap: true }))
    const connector = (bindings: string[], fqdn: string) =>
      ({
        server: 'EXCH01',
        enabled: true,
        permissionGroups: ['AnonymousUsers'],
        remoteIPRanges: ['0.0.0.0-255.255.255.255'],
        bindings,
        fqdn,
      }) as never
    await site.store.insert(owaVirtualDirectory, 'EXCH01\\owa', {
      server: 'EXCH01',
      internalUrl: 'https://exch01.contoso.local/owa',
      externalUrl: 'https://MAIL.contoso.com/owa',
    } as never)
    await site.store.insert(outlookAnywhere, 'EXCH01\\Rpc', {
      server: 'EXCH01',
      internalHostname: null,
      externalHostname: 'mail.contoso.com',
    } as never)
    await site.store.insert(
      receiveConnector,
      'a',
      connector(['[::]:25', '0.0.0.0:25'], 'exch01.contoso.local'),
    )
    await site.store.insert(receiveConnector, 'b', connector(['192.168.0.3:25'], 'mail.contoso.com'))
    expect(inWords(await certificateUses(site))).toEqual([
      'autodiscover.contoso.com internet: Autodiscover',
      'exch01.contoso.local office: Outlook on the web',
      'mail.contoso.com imap: IMAP4',
      'mail.contoso.com internet: Outlook on the web, Outlook Anywhere',
      'mail.contoso.com smtp: Mail from the Internet',
      'remote.contoso.com internet: Remote Web Access',
      'remote.contoso.com office: Remote Web Access',
    ])
  }))
