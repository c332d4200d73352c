import { type Site, type Stored, transportStarted } from '@/lib/exchange'
import {
  aliased,
  type Bound,
  cmdlet,
  command,
  enumeration,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { findServer, requireServer } from '../find-server'
import { type Server, type ServiceState, server } from '../site'
import { withState } from '../windows-services'

/** In Windows PowerShell only Get- and Set-Service reach another computer; here Start-, Stop- and Restart- do, too. */
const computerName = aliased(text, 'CN')
const names = multiValued(text)

/** A wildcard of PowerShell's -like: `*` and `?`. */
function matcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, 'iu')
  return (name) => expression.test(name)
}

function notFound(pattern: string, on: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'NoServiceFoundForGivenName',
    `Cannot find any service with service name '${pattern}'.`,
    { target: 'Name', recommendedAction: `Get-Service -ComputerName ${on} lists the services of ${on}.` },
  )
}

/** The services that are meant, by service name or display name; a name without wildcard must exist. */
function chosen(on: Stored<Server>, patterns: readonly string[]): Result<readonly string[]> {
  const found = new Set<string>()
  for (const pattern of patterns) {
    const matches = matcher(pattern)
    const meant = Object.entries(on.properties.services).filter(
      ([name, { displayName }]) => matches(name) || matches(displayName),
    )
    if (meant.length === 0 && !/[*?]/.test(pattern)) return notFound(pattern, on.name)
    for (const [name] of meant) found.add(name)
  }
  return ok([...found])
}

function shown(on: Stored<Server>, name: string): object {
  const service = on.properties.services[name]
  return { Status: service?.state, Name: name, DisplayName: service?.displayName, MachineName: on.name }
}

/** One command for each: the real Set-Service takes one name. */
function setStatus(on: string, changed: readonly string[], state: ServiceState) {
  return changed.map((name) => command('Set-Service', { ComputerName: on, Name: name, Status: state }))
}

/**
 * Without a computer's name, the services are those of the Essentials server; one that it does not have and the
 * Exchange server has is that server's, where the Exchange Management Shell runs: Restart-Service MSExchangeTransport.
 */
async function whereItRuns(site: Site, patterns: readonly string[]): Promise<string | undefined> {
  const local = await findServer(site)
  const hasThem = (one: NonNullable<typeof local>) => {
    const meant = chosen(one, patterns)
    return meant.ok && meant.value.length > 0
  }
  if (!local || hasThem(local)) return undefined
  return (await site.store.list(server)).find(hasThem)?.name
}

/** Brings services into a state; the undo is for those that were in the other one. */
async function bring(
  site: Site,
  computer: string | undefined,
  patterns: readonly string[],
  state: ServiceState,
): Promise<Result<Outcome>> {
  const found = await requireServer(site, computer ?? (await whereItRuns(site, patterns)))
  if (!found.ok) return found
  const meant = chosen(found.value, patterns)
  if (!meant.ok) return meant
  const { services } = found.value.properties
  const others = meant.value.filter((name) => services[name]?.state !== state)
  if (others.length > 0) {
    const change = { services: withState(services, others, state) }
    const changed = await site.store.update(server, found.value, change)
    if (!changed.ok) return changed
  }
  if (state === 'Running' && meant.value.includes('MSExchangeTransport'))
    await transportStarted(site, found.value.name)
  return ok({ undo: setStatus(found.value.name, others, state === 'Running' ? 'Stopped' : 'Running') })
}

const getService = cmdlet<Site>()({
  name: 'Get-Service',
  synopsis: 'Lists the services of a computer.',
  reads: true,
  parameters: {
    Name: { ...aliased(names, 'ServiceName', 'DisplayName'), position: 1 },
    ComputerName: computerName,
  },
  run: async ({ Name = ['*'], ComputerName }, site) => {
    const found = await requireServer(site, ComputerName ?? (await whereItRuns(site, Name)))
    if (!found.ok) return found
    const meant = chosen(found.value, Name)
    if (!meant.ok) return meant
    const sorted = [...meant.value].sort((a, b) => a.localeCompare(b, 'en'))
    return ok({ output: sorted.map((name) => shown(found.value, name)) })
  },
})

const parameters = {
  Name: { ...piped(mandatory(aliased(names, 'ServiceName', 'DisplayName'), 1)), pipedByValue: true },
  ComputerName: computerName,
  Force: switchParameter,
  PassThru: switchParameter,
  Confirm: switchParameter,
}

function changing(name: string, synopsis: string, state: ServiceState) {
  return cmdlet<Site>()({
    name,
    synopsis,
    parameters,
    run: ({ Name, ComputerName }: Bound<typeof parameters>, site) => bring(site, ComputerName, Name, state),
  })
}

const setService = cmdlet<Site>()({
  name: 'Set-Service',
  synopsis: 'Starts or stops a service, also of another computer.',
  parameters: {
    Name: mandatory(aliased(text, 'ServiceName', 'SN'), 1),
    ComputerName: computerName,
    Status: mandatory(enumeration('ServiceControllerStatus', 'Running', 'Stopped')),
  },
  run: ({ Name, ComputerName, Status }, site) => bring(site, ComputerName, [Name], Status),
})

export const serviceCmdlets = [
  getService,
  changing('Start-Service', 'Starts stopped services.', 'Running'),
  changing('Stop-Service', 'Stops running services.', 'Stopped'),
  changing('Restart-Service', 'Stops services and starts them again.', 'Running'),
  setService,
]
