import {
  exchangeCmdlet,
  mapiVirtualDirectory,
  oabVirtualDirectory,
  only,
  outlookAnywhere,
  since,
  webServicesVirtualDirectory,
} from '@/lib/exchange'
import { boolean, enumeration, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { autodiscover } from '../analyses/autodiscover'
import { ews, mapi, oab, rpc } from '../analyses/web-clients'
import { analyze } from '../analysis'
import type { Examined } from '../examined'
import { faultsIn, type Step } from '../step'
import { forTesting, type Outcome, onServer, row, testUrl, timed, urlOf } from './exchange-test'

const later = since('2013')

/** Parameters of 2010, any of which says what is tested as -Protocol does. */
const otherTests = ['RpcTestType', 'WSTestType', 'RpcProxyServer', 'GetDefaultsFromAutodiscover']

/** Which way Outlook takes: by -Protocol on 2010, by the probe's name from 2013 on. */
function wayOf(
  is2010: boolean,
  protocol: string | undefined,
  probe: string | undefined,
): Result<'rpc' | 'mapi'> {
  const missing = is2010 ? (protocol ? null : 'Protocol') : probe ? null : 'ProbeIdentity'
  if (missing)
    return refuse(
      'InvalidArgument',
      'MissingMandatoryParameter',
      `Cannot process command because of one or more missing mandatory parameters: ${missing}.`,
      {
        target: missing,
        recommendedAction: is2010
          ? 'Such as -Protocol HTTP.'
          : "Such as -ProbeIdentity 'OutlookMapiHttp.Protocol\\OutlookMapiHttpSelfTestProbe'.",
      },
    )
  return ok(/mapi/i.test(probe ?? '') ? 'mapi' : 'rpc')
}

const testOutlook = exchangeCmdlet({
  name: 'Test-OutlookConnectivity',
  synopsis: 'Tests whether Outlook reaches the mailboxes of the server.',
  reads: true,
  parameters: {
    ProbeIdentity: only(later, { ...text, position: 1 }),
    Protocol: only(['2010'], enumeration('Protocol', 'HTTP', 'TCP')),
    // The reference's own example gives it beside -Protocol, its syntax does not.
    GetDefaultsFromAutodiscover: only(['2010'], { ...boolean, sets: ['RpcProxyServer', 'Protocol'] }),
    RunFromServerId: only(later, text),
    Hostname: only(later, text),
    TrustAnySslCert: only(['2010'], forTesting.TrustAnySSLCertificate),
  },
  run: async (given, site) => {
    const { ProbeIdentity, RunFromServerId, Hostname, TrustAnySslCert = false } = given
    const Protocol = given.Protocol ?? (otherTests.some((name) => name in given) ? 'HTTP' : undefined)
    const found = await onServer(site, RunFromServerId, 'RunFromServerId')
    if (!found.ok) return found
    const { server, examined } = found.value
    const way = wayOf(server.properties.version === '2010', Protocol, ProbeIdentity)
    if (!way.ok) return way
    const [anywhere] = await site.store.list(outlookAnywhere)
    const host =
      Hostname ??
      anywhere?.properties.internalHostname ??
      anywhere?.properties.externalHostname ??
      (Protocol === 'TCP' ? server.properties.fqdn : null)
    const url =
      way.value === 'mapi'
        ? (urlOf(await site.store.list(mapiVirtualDirectory), server.name, 'Internal') ?? null)
        : host && `https://${host}/rpc/rpcproxy.dll`
    const test = {
      service: way.value === 'mapi' ? mapi : rpc,
      scenario: ProbeIdentity ?? `Protocol ${Protocol}`,
      url,
      // Managed availability's probes take any certificate: they ask whether the protocol works.
      trustAny: TrustAnySslCert || ProbeIdentity !== undefined,
    }
    return ok({ output: [await testUrl(examined, server.name, test)] })
  },
})

/** Autodiscover inside as one line: what it found, or the first thing that is wrong. */
function autodiscoverRow(
  examined: Examined,
  server: string,
  steps: readonly Step[],
  latency: number,
): Outcome {
  const verdict = steps.at(-1)
  const failing = steps.find(({ state }) => state === 'fail')
  const step = failing ?? verdict
  const nothing: Step = { id: '', title: '', asked: '', answered: '', state: 'skipped', steps: [] }
  return row(examined, server, 'Autodiscover: Outlook Provider', step ?? nothing, latency)
}

const testOutlookWebServices = exchangeCmdlet({
  name: 'Test-OutlookWebServices',
  synopsis: 'Tests Autodiscover and the web services that it leads Outlook to.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    ClientAccessServer: text,
    TrustAnySSLCertificate: only(later, forTesting.TrustAnySSLCertificate),
    Confirm: forTesting.Confirm,
  },
  run: async ({ Identity, ClientAccessServer, TrustAnySSLCertificate = false }, site) => {
    const found = await onServer(site, ClientAccessServer)
    if (!found.ok) return found
    const { server, examined } = found.value
    const user = Identity ? await site.store.users.find(Identity) : null
    if (Identity && !user?.mailbox)
      return refuse(
        'ObjectNotFound',
        'ManagementObjectNotFoundException',
        `The operation couldn't be performed because object '${Identity}' couldn't be found.`,
        { target: 'Identity' },
      )
    const [services, books] = await Promise.all([
      site.store.list(webServicesVirtualDirectory),
      site.store.list(oabVirtualDirectory),
    ])
    const web = (service: typeof ews, scenario: string, url: string | null) =>
      testUrl(examined, server.name, { service, scenario, url, trustAny: TrustAnySSLCertificate })
    const [steps, latency] = await timed(analyze(autodiscover, examined, 'inside'))
    const output = [
      autodiscoverRow(examined, server.name, steps, latency),
      await web(ews, 'Exchange Web Services', urlOf(services, server.name, 'Internal')),
      await web(ews, 'Availability Service', urlOf(services, server.name, 'Internal')),
      await web(oab, 'Offline Address Book', urlOf(books, server.name, 'Internal')),
    ]
    const named = faultsIn(steps).length > 0 && output[0]?.Result === 'Success'
    return ok({
      output,
      ...(named ? { warnings: ['Autodiscover works, and some of its ways have something wrong.'] } : {}),
    })
  },
})

export const outlookTests = [testOutlook, testOutlookWebServices]
