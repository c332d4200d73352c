import { exchangeCmdlet, powerShellVirtualDirectory, readSiteOfServer, type Site } from '@/lib/exchange'
import type { WebMet } from '@/lib/network'
import { enumeration, ok, text } from '@/lib/shell'
import { forTesting, onServer, timed, urlOf } from './exchange-test'

/** Asking who is there is all that remote PowerShell says to somebody who has not signed in. */
function whyNot(met: WebMet, trustAny: boolean): string {
  switch (met.kind) {
    case 'answered': {
      const { status, certificate } = met
      if (certificate && !certificate.trusted && !trustAny)
        return 'The certificate of the server is not trusted.'
      return status === 401 || status === 200 ? '' : `The server answered with HTTP ${status}.`
    }
    case 'no address':
      return 'The name of the server leads to no address.'
    case 'refused':
      return 'The server refused the connection.'
    case 'tls':
      return met.problem
    default:
      return met.reason
  }
}

async function directoryUrl(site: Site, server: string, named: string | undefined): Promise<string | null> {
  const all = await site.store.list(powerShellVirtualDirectory)
  const wanted = named?.toLowerCase()
  const meant = all.filter(
    ({ name }) => wanted === undefined || name.toLowerCase() === `${server}\\${wanted}`.toLowerCase(),
  )
  return urlOf(meant, server, 'Internal')
}

export const testPowerShell = exchangeCmdlet({
  name: 'Test-PowerShellConnectivity',
  synopsis: 'Tests whether remote PowerShell can be reached on the server.',
  reads: true,
  parameters: {
    ClientAccessServer: forTesting.ClientAccessServer,
    TrustAnySSLCertificate: forTesting.TrustAnySSLCertificate,
    ConnectionUri: text,
    VirtualDirectoryName: text,
    TestType: enumeration('OwaConnectivityTestType', 'Internal', 'External'),
  },
  run: async (given, site) => {
    const { ClientAccessServer, ConnectionUri, VirtualDirectoryName, TrustAnySSLCertificate = false } = given
    const found = await onServer(site, ClientAccessServer)
    if (!found.ok) return found
    const { name } = found.value.server
    const url = ConnectionUri ?? (await directoryUrl(site, name, VirtualDirectoryName))
    const tested = async () => {
      if (url === null || !/^https?:\/\//i.test(url) || !URL.canParse(url))
        return 'The virtual directory has no address.'
      return whyNot(await site.network.request({ url, from: 'inside' }), TrustAnySSLCertificate)
    }
    const [error, latency] = await timed(tested())
    return ok({
      output: [
        {
          ClientAccessServer: name,
          LocalSite: (await readSiteOfServer(site))(name),
          Scenario: 'Logon User',
          Result: error === '' ? 'Success' : 'Failure',
          'Latency (MS)': Math.round(latency),
          Error: error,
        },
      ],
    })
  },
})
