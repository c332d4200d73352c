import {
  activeSyncVirtualDirectory,
  ecpVirtualDirectory,
  exchangeCmdlet,
  only,
  owaVirtualDirectory,
  type Site,
  since,
  webServicesVirtualDirectory,
} from '@/lib/exchange'
import { type Cmdlet, enumeration, ok, text } from '@/lib/shell'
import { activeSyncService, ecp, ews, owa } from '../analyses/web-clients'
import { forTesting, onServer, testUrl, urlOf } from './exchange-test'

const testType = enumeration('OwaConnectivityTestType', 'Internal', 'External')

/** Outlook on the web and the control panel are tested alike. */
function signInTest(which: 'Owa' | 'Ecp'): Cmdlet<Site> {
  const isOwa = which === 'Owa'
  return exchangeCmdlet({
    name: `Test-${which}Connectivity`,
    synopsis: isOwa
      ? 'Tests whether Outlook Web App can be opened on the server.'
      : 'Tests whether the Exchange Control Panel can be opened on the server.',
    reads: true,
    // The later versions have managed availability in place of Test-OwaConnectivity.
    ...(isOwa ? { versions: ['2010'] as const } : {}),
    parameters: { ...forTesting, TestType: testType },
    run: async ({ ClientAccessServer, TestType = 'Internal', TrustAnySSLCertificate = false }, site) => {
      const found = await onServer(site, ClientAccessServer)
      if (!found.ok) return found
      const { server, examined } = found.value
      const directories = isOwa
        ? await site.store.list(owaVirtualDirectory)
        : await site.store.list(ecpVirtualDirectory)
      const test = {
        service: isOwa ? owa : ecp,
        scenario: 'Logon',
        url: urlOf(directories, server.name, TestType),
        trustAny: TrustAnySSLCertificate,
      }
      return ok({ output: [await testUrl(examined, server.name, test)] })
    },
  })
}

const testActiveSync = exchangeCmdlet({
  name: 'Test-ActiveSyncConnectivity',
  synopsis: 'Tests whether telephones reach Exchange ActiveSync on the server.',
  reads: true,
  parameters: { ...forTesting, URL: text },
  run: async ({ ClientAccessServer, URL, TrustAnySSLCertificate = false }, site) => {
    const found = await onServer(site, ClientAccessServer)
    if (!found.ok) return found
    const { server, examined } = found.value
    const directories = await site.store.list(activeSyncVirtualDirectory)
    const test = {
      service: activeSyncService,
      scenario: 'Options',
      url: URL ?? urlOf(directories, server.name, 'Internal'),
      trustAny: TrustAnySSLCertificate,
    }
    return ok({ output: [await testUrl(examined, server.name, test)] })
  },
})

const testWebServices = exchangeCmdlet({
  name: 'Test-WebServicesConnectivity',
  synopsis: 'Tests whether Exchange Web Services answer on the server.',
  reads: true,
  parameters: {
    ClientAccessServer: forTesting.ClientAccessServer,
    TrustAnySSLCertificate: forTesting.TrustAnySSLCertificate,
    LightMode: forTesting.LightMode,
    Confirm: forTesting.Confirm,
    Identity: only(since('2013'), text),
  },
  run: async ({ ClientAccessServer, TrustAnySSLCertificate = false }, site) => {
    const found = await onServer(site, ClientAccessServer)
    if (!found.ok) return found
    const { server, examined } = found.value
    const directories = await site.store.list(webServicesVirtualDirectory)
    const test = {
      service: ews,
      scenario: 'GetFolder',
      url: urlOf(directories, server.name, 'Internal'),
      trustAny: TrustAnySSLCertificate,
    }
    return ok({ output: [await testUrl(examined, server.name, test)] })
  },
})

/** Anonymous people read shared calendars below Outlook Web App's address, so it has to answer. */
const testCalendar = exchangeCmdlet({
  name: 'Test-CalendarConnectivity',
  synopsis: 'Tests whether calendars that people share with everybody can be reached on the server.',
  reads: true,
  parameters: { ...forTesting, TestType: testType },
  run: async ({ ClientAccessServer, TestType = 'Internal', TrustAnySSLCertificate = false }, site) => {
    const found = await onServer(site, ClientAccessServer)
    if (!found.ok) return found
    const { server, examined } = found.value
    const directories = await site.store.list(owaVirtualDirectory)
    const test = {
      service: owa,
      scenario: 'Calendar',
      url: urlOf(directories, server.name, TestType),
      trustAny: TrustAnySSLCertificate,
    }
    return ok({ output: [await testUrl(examined, server.name, test)] })
  },
})

export const webClientTests = [
  signInTest('Owa'),
  signInTest('Ecp'),
  testActiveSync,
  testWebServices,
  testCalendar,
]
