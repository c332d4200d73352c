import { command, enumeration, mandatory, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { noun, type Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'

/** By component, then by requester. */
type Requests = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Which components of a server somebody wants to be something else than Active; named as the server. */
export const componentStates = noun<{ readonly requests: Requests }>(
  'ServerComponentState',
  'server component state',
)

/** The components of Exchange 2013 and later, as Get-ServerComponentState lists them. */
const components = [
  ...['ServerWideOffline', 'HubTransport', 'FrontendTransport', 'Monitoring', 'RecoveryActionsEnabled'],
  ...['AutoDiscoverProxy', 'ActiveSyncProxy', 'EcpProxy', 'EwsProxy', 'ImapProxy', 'OabProxy', 'OwaProxy'],
  ...['PopProxy', 'PushNotificationsProxy', 'RpsProxy', 'RwsProxy', 'RpcProxy', 'UMCallRouter', 'XropProxy'],
  ...['HttpProxyAvailabilityGroup', 'ForwardSyncDaemon', 'ProvisioningRps', 'MapiProxy', 'EdgeTransport'],
  ...['HighAvailability', 'SharedCache', 'UnifiedMessaging'],
] as const

/** Inactive until somebody turns it on. */
const offAtFirst = new Set<string>(['ForwardSyncDaemon', 'ProvisioningRps'])
const wholeServer = 'ServerWideOffline'

const requester = enumeration(
  'Requester',
  'HealthAPI',
  'Maintenance',
  'Sidelined',
  'Functional',
  'Deployment',
)
const state = enumeration('ServiceState', 'Active', 'Inactive', 'Draining')
const component = enumeration('Component', ...components)

/** A component is what the one who wants least of it says; all of them follow the whole server's. */
export function effectiveState(name: string, requests: Requests): string {
  const wanted = [...Object.values(requests[name] ?? {}), ...Object.values(requests[wholeServer] ?? {})]
  if (wanted.includes('Inactive')) return 'Inactive'
  if (wanted.includes('Draining')) return 'Draining'
  return offAtFirst.has(name) && !wanted.includes('Active') ? 'Inactive' : 'Active'
}

async function serverOf(identity: string, site: Site) {
  return requireObject(site, exchangeServer, identity.split('.')[0] ?? identity)
}

const getState = exchangeCmdlet({
  name: 'Get-ServerComponentState',
  synopsis: 'Shows which components of a server are at work.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)), Component: component },
  run: async ({ Identity, Component }, site) => {
    const server = await serverOf(Identity, site)
    if (!server.ok) return server
    const requests = (await site.store.find(componentStates, server.value.name))?.properties.requests ?? {}
    const shown = components.filter((one) => Component === undefined || one === Component)
    return ok({
      output: shown.map((one) => ({
        Server: server.value.properties.fqdn,
        Component: one,
        State: effectiveState(one, requests),
        LocalStates: Object.entries(requests[one] ?? {}).map(([by, wanted]) => `${by}:${wanted}`),
        Identity: server.value.name,
      })),
    })
  },
})

/** Functional is what Exchange itself asks for, and Draining is for the transport alone. */
function checkState(name: string, wanted: string): Result<void> {
  return wanted === 'Draining' && !/Transport$/.test(name)
    ? refuse('InvalidArgument', 'DrainingNotSupported', `The component '${name}' can't be set to Draining.`, {
        target: 'State',
        recommendedAction: 'Use Active or Inactive.',
      })
    : ok(undefined)
}

const setState = exchangeCmdlet({
  name: 'Set-ServerComponentState',
  synopsis: 'Takes a component of a server out of work, or back.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Component: mandatory(component),
    Requester: mandatory(requester),
    State: mandatory(state),
  },
  run: async ({ Identity, Component, Requester, State }, site) => {
    const server = await serverOf(Identity, site)
    if (!server.ok) return server
    const allowed = checkState(Component, State)
    if (!allowed.ok) return allowed
    const { name } = server.value
    const kept = await site.store.find(componentStates, name)
    const former = kept?.properties.requests ?? {}
    const before = former[Component]?.[Requester] ?? 'Active'
    const { [Requester]: _, ...others } = former[Component] ?? {}
    const mine = State === 'Active' && !offAtFirst.has(Component) ? others : { ...others, [Requester]: State }
    const { [Component]: __, ...rest } = former
    const requests = Object.keys(mine).length === 0 ? rest : { ...rest, [Component]: mine }
    const undo = [
      command('Set-ServerComponentState', { Identity: name, Component, Requester, State: before }),
    ]
    if (Object.keys(requests).length === 0) {
      if (kept) await site.store.remove(componentStates, kept)
      return ok({ undo })
    }
    const written = kept
      ? await site.store.update(componentStates, kept, { requests })
      : await site.store.insert(componentStates, name, { requests })
    return written.ok ? ok({ undo }) : written
  },
})

export const componentStateCmdlets = [getState, setState]
