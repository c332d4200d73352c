import {
  type ExchangeServer,
  exchangeServer,
  firstAdSite,
  type Site,
  type Stored,
  type VirtualDirectory,
} from '@/lib/exchange'
import type { Vantage } from '@/lib/network'
import { aliased, ok, piped, type Result, refuse, switchParameter, text } from '@/lib/shell'
import { askService, type Service } from '../analyses/web-clients'
import { type Examined, examinedSite } from '../examined'
import { collected, reachWeb } from '../parts/reach'
import type { Step } from '../step'

/** One line of what the Test- cmdlets of Exchange write. */
export interface Outcome {
  readonly ClientAccessServer: string
  readonly LocalSite: string
  readonly Scenario: string
  readonly Result: 'Success' | 'Failure' | 'Skipped'
  readonly 'Latency (MS)': number
  readonly Error: string
}

export const forTesting = {
  ClientAccessServer: piped({ ...text, position: 1 }),
  TrustAnySSLCertificate: switchParameter,
  LightMode: switchParameter,
  Confirm: aliased(switchParameter, 'cf'),
}

/** The Exchange server that is meant, or the first, with the site as it is examined. */
export async function onServer(
  site: Site,
  identity: string | undefined,
  target = 'ClientAccessServer',
): Promise<Result<{ server: Stored<ExchangeServer>; examined: Examined }>> {
  const servers = (await site.store.list(exchangeServer)).filter(
    ({ properties }) => properties.roles.length > 0,
  )
  const wanted = identity?.split('.')[0]?.toLowerCase()
  const server = wanted ? servers.find(({ name }) => name.toLowerCase() === wanted) : servers[0]
  const examined = await examinedSite(site)
  if (server && examined) return ok({ server, examined })
  return refuse(
    'ObjectNotFound',
    'ManagementObjectNotFoundException',
    identity
      ? `The operation couldn't be performed because object '${identity}' couldn't be found.`
      : 'There is no Exchange server to test.',
    { target },
  )
}

export function row(
  { own }: Examined,
  server: string,
  scenario: string,
  step: Step,
  latency: number,
): Outcome {
  const result = { pass: 'Success', warn: 'Success', fail: 'Failure', skipped: 'Skipped' } as const
  return {
    ClientAccessServer: server,
    LocalSite: own?.siteOfServer?.(server) ?? firstAdSite,
    Scenario: scenario,
    Result: result[step.state],
    'Latency (MS)': Math.round(latency),
    Error: step.state === 'pass' ? '' : [step.cause, step.remedy?.text].filter(Boolean).join(' '),
  }
}

/** A step, and the milliseconds until it was known. */
export async function timed<T>(work: Promise<T>): Promise<readonly [T, number]> {
  const begun = performance.now()
  const value = await work
  return [value, performance.now() - begun]
}

export interface WebTest {
  readonly service: Service
  readonly scenario: string
  readonly url: string | null
  readonly from?: Vantage
  readonly trustAny?: boolean
}

/** Goes to an address as a client on the server itself would; the first step that fails is the error. */
export async function testUrl(
  examined: Examined,
  server: string,
  { service, scenario, url, from = 'inside', trustAny = false }: WebTest,
): Promise<Outcome> {
  if (url === null || !URL.canParse(url)) {
    const asked = { id: service.id, title: service.what, asked: '' }
    return row(
      examined,
      server,
      scenario,
      { ...asked, state: 'fail', answered: '', cause: 'The virtual directory has no address.', steps: [] },
      0,
    )
  }
  const { hostname, pathname } = new URL(url)
  const [step, latency] = await timed(
    (async () => {
      const { steps, end } = await collected(reachWeb(examined, hostname, from, null))
      const failing = steps.find(
        ({ id, state }) => state === 'fail' && !(trustAny && id.endsWith('/certificate')),
      )
      if (failing || !end) return failing ?? steps.at(-1)
      return askService(examined, { ...service, path: pathname }, hostname, from, end)
    })(),
  )
  return step
    ? row(examined, server, scenario, step, latency)
    : row(
        examined,
        server,
        scenario,
        {
          id: service.id,
          title: service.what,
          asked: '',
          answered: '',
          state: 'fail',
          cause: 'Not reached.',
          steps: [],
        },
        latency,
      )
}

/** The address of a server's virtual directory that the test goes to. */
export function urlOf(
  directories: readonly Stored<VirtualDirectory>[],
  server: string,
  which: 'Internal' | 'External',
): string | null {
  const own = directories.find(({ properties }) => properties.server.toLowerCase() === server.toLowerCase())
  return (which === 'External' ? own?.properties.externalUrl : own?.properties.internalUrl) ?? null
}
