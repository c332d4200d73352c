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
  switchParameter,
  text,
} from '@/lib/shell'
import { writeServiceEvent } from '../service-events'
import { type Meant, requireServices } from '../services-by-name'
import { type Server, type ServiceState, server } from '../site'
import { withStarted, withState } from '../windows-services'

/** In Windows PowerShell only Get- and Set-Service reach another computer; here Start-, Stop- and Restart- do, too. */
const computerName = aliased(text, 'CN')
const names = multiValued(text)

function shown(on: Stored<Server>, name: string): object {
  const service = on.properties.services[name]
  return { Status: service?.state, Name: name, DisplayName: service?.displayName, MachineName: on.name }
}

/** One command for each: the real Set-Service takes one name. */
function setStatus(on: string, changed: readonly string[], state: ServiceState) {
  return changed.map((name) => command('Set-Service', { ComputerName: on, Name: name, Status: state }))
}

function inState({ on, names }: Meant, state: ServiceState): readonly string[] {
  return names.filter((name) => on.properties.services[name]?.state === state)
}

/** What stops and starts: the services are kept as they are then, and the event log says so. */
async function carryOut(
  site: Site,
  { on }: Meant,
  {
    stopping = [],
    starting = [],
  }: { readonly stopping?: readonly string[]; readonly starting?: readonly string[] },
): Promise<Result<void>> {
  if (stopping.length + starting.length === 0) return ok(undefined)
  const stopped = withState(on.properties.services, stopping, 'Stopped')
  const services = withStarted(stopped, starting, site.clock.now())
  const changed = await site.store.update(server, on, { services })
  if (!changed.ok) return changed
  for (const name of stopping) await writeServiceEvent(site, on, name, 'Stopped')
  for (const name of starting) await writeServiceEvent(site, on, name, 'Running')
  if (starting.includes('MSExchangeTransport')) await transportStarted(site, on.name)
  return ok(undefined)
}

/** Starts what is stopped; the undo stops it again. */
async function start(site: Site, meant: Meant): Promise<Result<Outcome>> {
  const starting = inState(meant, 'Stopped')
  const done = await carryOut(site, meant, { starting })
  return done.ok ? ok({ undo: setStatus(meant.on.name, starting, 'Stopped') }) : done
}

async function stop(site: Site, meant: Meant): Promise<Result<Outcome>> {
  const stopping = inState(meant, 'Running')
  const done = await carryOut(site, meant, { stopping })
  return done.ok ? ok({ undo: setStatus(meant.on.name, stopping, 'Running') }) : done
}

/** What was stopped is started, too, and stopped again by the undo. */
async function restart(site: Site, meant: Meant): Promise<Result<Outcome>> {
  const stopping = inState(meant, 'Running')
  const done = await carryOut(site, meant, { stopping, starting: meant.names })
  return done.ok ? ok({ undo: setStatus(meant.on.name, inState(meant, 'Stopped'), 'Stopped') }) : done
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
    const meant = await requireServices(site, ComputerName, Name)
    if (!meant.ok) return meant
    const sorted = [...meant.value.names].sort((a, b) => a.localeCompare(b, 'en'))
    return ok({ output: sorted.map((name) => shown(meant.value.on, name)) })
  },
})

const parameters = {
  Name: { ...piped(mandatory(aliased(names, 'ServiceName', 'DisplayName'), 1)), pipedByValue: true },
  ComputerName: computerName,
  Force: switchParameter,
  PassThru: switchParameter,
  Confirm: switchParameter,
}

type Change = (site: Site, meant: Meant) => Promise<Result<Outcome>>

function changing(name: string, synopsis: string, change: Change) {
  return cmdlet<Site>()({
    name,
    synopsis,
    parameters,
    run: async ({ Name, ComputerName }: Bound<typeof parameters>, site) => {
      const meant = await requireServices(site, ComputerName, Name)
      return meant.ok ? change(site, meant.value) : meant
    },
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
  run: async ({ Name, ComputerName, Status }, site) => {
    const meant = await requireServices(site, ComputerName, [Name])
    if (!meant.ok) return meant
    return Status === 'Running' ? start(site, meant.value) : stop(site, meant.value)
  },
})

export const serviceCmdlets = [
  getService,
  changing('Start-Service', 'Starts stopped services.', start),
  changing('Stop-Service', 'Stops running services.', stop),
  changing('Restart-Service', 'Stops services and starts them again.', restart),
  setService,
]
