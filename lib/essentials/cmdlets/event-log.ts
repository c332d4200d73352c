import type { Site, SiteEvent } from '@/lib/exchange'
import {
  aliased,
  cmdlet,
  enumeration,
  int32,
  multiValued,
  type Outcome,
  ok,
  type Parameter,
  type Result,
  refuse,
  type Table,
  text,
  type Value,
} from '@/lib/shell'
import { requireServer } from '../find-server'

const levels = ['Error', 'Warning', 'Information'] as const
/** Windows counts levels so: 2 is Error. */
const numberOf = { Error: 2, Warning: 3, Information: 4 } as const
/** As many as the log holds at most. */
const most = 50_000

interface Wanted {
  readonly computer?: string | undefined
  readonly sources?: readonly string[] | undefined
  readonly eventIds?: readonly number[] | undefined
  readonly levels?: readonly SiteEvent['level'][] | undefined
  readonly newest?: number | undefined
}

/** Without a computer's name the logs of all servers are read: Exchange's events are on the Exchange server. */
async function read(
  site: Site,
  { computer, newest = most, ...wanted }: Wanted,
): Promise<Result<readonly SiteEvent[]>> {
  const server = computer === undefined ? null : await requireServer(site, computer)
  if (server && !server.ok) return server
  const { sources, eventIds } = wanted
  const limit = Math.min(Math.max(newest, 1), most)
  const found = await site.mail.events.list({
    ...(server ? { server: server.value.name } : {}),
    ...(sources ? { sources } : {}),
    ...(eventIds ? { eventIds } : {}),
    ...(wanted.levels ? { levels: wanted.levels } : {}),
    limit,
  })
  return ok(found)
}

/** The only log that is kept here. */
function requireLog(name: string, error: (name: string) => string): Result<void> {
  return name.toLowerCase() === 'application'
    ? ok(undefined)
    : refuse('ObjectNotFound', 'EventLogNotFound', error(name), {
        target: 'LogName',
        recommendedAction: 'Use the Application log: it is the one that is kept here.',
      })
}

async function output(
  events: Promise<Result<readonly SiteEvent[]>>,
  show: (event: SiteEvent, place: number) => object,
): Promise<Result<Outcome>> {
  const found = await events
  return found.ok ? ok({ output: found.value.map(show), undo: [] }) : found
}

const getEventLog = cmdlet<Site>()({
  name: 'Get-EventLog',
  synopsis: 'Shows the Application log of the servers, the newest line first.',
  reads: true,
  parameters: {
    LogName: { ...text, position: 1, mandatory: true },
    ComputerName: aliased(text, 'CN'),
    Source: aliased(multiValued(text), 'ABO'),
    InstanceId: { ...multiValued(int32), position: 2 },
    EntryType: aliased(multiValued(enumeration('EntryType', ...levels)), 'ET'),
    Newest: int32,
  },
  run: async ({ LogName, ComputerName, Source, InstanceId, EntryType, Newest }, site) => {
    const log = requireLog(LogName, (name) => `The event log '${name}' on computer '.' does not exist.`)
    if (!log.ok) return log
    const wanted = { computer: ComputerName, sources: Source, eventIds: InstanceId, levels: EntryType }
    return output(read(site, { ...wanted, newest: Newest }), (event) => ({
      TimeGenerated: event.at,
      EntryType: event.level,
      Source: event.source,
      InstanceId: event.eventId,
      EventID: event.eventId,
      Category: event.category,
      Message: event.message,
      MachineName: event.server,
    }))
  },
})

/** `@{LogName='Application'; ProviderName='MSExchangeTransport'; Id=15004; Level=2}`. */
const filterHashtable: Parameter<Table> = {
  type: 'Hashtable[]',
  parse: (value) =>
    value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'table'
      ? ok(value)
      : refuse(
          'InvalidData',
          'ParameterArgumentTransformationError',
          'Cannot convert the value of -FilterHashtable to type "System.Collections.Hashtable[]".',
          { recommendedAction: "Write a hashtable: @{LogName='Application'; Id=15004}." },
        ),
}

const getWinEvent = cmdlet<Site>()({
  name: 'Get-WinEvent',
  synopsis: 'Shows the Application log of the servers, the newest line first.',
  reads: true,
  parameters: {
    LogName: { ...text, position: 1 },
    FilterHashtable: filterHashtable,
    ProviderName: multiValued(text),
    ComputerName: aliased(text, 'CN'),
    MaxEvents: int32,
  },
  run: async ({ LogName, FilterHashtable, ProviderName, ComputerName, MaxEvents }, site) => {
    const filter = readFilter(FilterHashtable)
    const log = requireLog(
      LogName ?? filter.logName ?? 'Application',
      (name) => `There is not an event log on the localhost computer that matches "${name}".`,
    )
    if (!log.ok) return log
    const sources = ProviderName ?? filter.sources
    return output(read(site, { ...filter, sources, computer: ComputerName, newest: MaxEvents }), (event) => ({
      TimeCreated: event.at,
      Id: event.eventId,
      LevelDisplayName: event.level,
      Message: event.message,
      ProviderName: event.source,
      Level: numberOf[event.level],
      LogName: 'Application',
      MachineName: event.server,
    }))
  },
})

/** What of a filter hashtable is understood: LogName, ProviderName, Id and Level. */
function readFilter(filter: Table | undefined): Pick<Wanted, 'sources' | 'eventIds' | 'levels'> & {
  readonly logName: string | undefined
} {
  const [logName] = textsOf(filter, 'LogName') ?? []
  const numbers = textsOf(filter, 'Level')?.map(Number)
  return {
    logName,
    sources: textsOf(filter, 'ProviderName'),
    eventIds: textsOf(filter, 'Id')?.map(Number).filter(Number.isInteger),
    levels: numbers && levels.filter((level) => numbers.includes(numberOf[level])),
  }
}

function textsOf(filter: Table | undefined, key: string): readonly string[] | undefined {
  const found = filter?.entries.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
  if (found === undefined || found === null) return undefined
  const list: readonly Value[] = Array.isArray(found) ? found : [found as Value]
  return list.map(String)
}

export const eventLogCmdlets = [getEventLog, getWinEvent]
