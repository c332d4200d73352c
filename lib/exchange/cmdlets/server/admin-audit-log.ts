import { boolean, int32, multiValued, ok, parsed, type Result, refuse, text } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { LoggedCommand } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'

/** What is written down of commands: here all that change something, for as long as the site is kept. */
const getConfig = exchangeCmdlet({
  name: 'Get-AdminAuditLogConfig',
  synopsis: 'Shows which commands are written down.',
  reads: true,
  parameters: {},
  run: async () =>
    ok({
      output: [
        {
          AdminAuditLogEnabled: true,
          LogLevel: 'None',
          TestCmdletLoggingEnabled: false,
          AdminAuditLogCmdlets: ['*'],
          AdminAuditLogParameters: ['*'],
          AdminAuditLogExcludedCmdlets: [],
          AdminAuditLogAgeLimit: 'Unlimited',
          Name: 'Admin Audit Log Settings',
          Identity: 'Admin Audit Log Settings',
        },
      ],
    }),
})

const usualResults = 1000
const mostResults = 250_000

const date = parsed('ExDateTime', (given): Result<Date> => {
  const time = Date.parse(given)
  return Number.isNaN(time) || given.length > 60
    ? refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given.slice(0, 60))} to type "ExDateTime".`,
        { recommendedAction: 'Use a date such as 11/22/2026.' },
      )
    : ok(new Date(time))
})

/** Names of parameters in a line, outside of its texts: `-Alias 'x-y'` has one. */
function parametersOf({ line, name }: LoggedCommand): readonly { Name: string; Value: string }[] {
  const words = line.slice(name.length).match(/'(?:[^']|'')*'|"[^"]*"|[^\s'"]+/g) ?? []
  const found: { Name: string; Value: string }[] = []
  for (const word of words) {
    const last = found.at(-1)
    const parameter = /^-([a-z]\w*)(?::(.*))?$/i.exec(word)
    if (parameter?.[1]) found.push({ Name: parameter[1], Value: parameter[2] ?? '' })
    else if (last) last.Value += word
  }
  return found
}

function entry(logged: LoggedCommand) {
  const parameters = parametersOf(logged)
  const target = parameters.find(({ Name }) => /^(Identity|Name)$/i.test(Name))?.Value ?? ''
  return {
    ObjectModified: target.replace(/^['"]|['"]$/g, ''),
    CmdletName: logged.name,
    CmdletParameters: parameters,
    Caller: logged.caller,
    Succeeded: logged.succeeded,
    Error: logged.error ?? 'None',
    RunDate: logged.at,
  }
}

const search = exchangeCmdlet({
  name: 'Search-AdminAuditLog',
  synopsis: 'Lists the commands that changed something on this site, the newest first.',
  reads: true,
  parameters: {
    Cmdlets: multiValued(text),
    Parameters: multiValued(text),
    ObjectIds: multiValued(text),
    UserIds: multiValued(text),
    StartDate: date,
    EndDate: date,
    IsSuccess: boolean,
    ResultSize: int32,
    StartIndex: int32,
  },
  run: async ({ Cmdlets, Parameters, ObjectIds, UserIds, StartDate, EndDate, ...more }, site) => {
    const { IsSuccess, ResultSize = usualResults, StartIndex = 0 } = more
    if (ResultSize < 1 || ResultSize > mostResults) return outOfRange(ResultSize)
    if (Parameters && !Cmdlets)
      return refuse(
        'InvalidArgument',
        'CmdletsMissing',
        'The Parameters parameter needs the Cmdlets parameter.',
        {
          target: 'Cmdlets',
        },
      )
    const found = await site.log?.list({
      ...(Cmdlets ? { names: Cmdlets } : {}),
      ...(UserIds ? { callers: UserIds } : {}),
      ...(StartDate ? { from: StartDate } : {}),
      ...(EndDate ? { to: EndDate } : {}),
      ...(IsSuccess === undefined ? {} : { succeeded: IsSuccess }),
      limit: mostResults,
    })
    const has = (wanted: readonly string[] | undefined, words: readonly string[]) =>
      !wanted || wanted.some((one) => words.some((word) => word.toLowerCase() === one.toLowerCase()))
    const entries = (found ?? [])
      .filter((one) =>
        has(
          Parameters,
          parametersOf(one).map(({ Name }) => Name),
        ),
      )
      .map(entry)
      .filter((one) => has(ObjectIds, [one.ObjectModified]))
    return ok({ output: entries.slice(Math.max(0, StartIndex), Math.max(0, StartIndex) + ResultSize) })
  },
})

function outOfRange(given: number): Result<never> {
  return refuse(
    'InvalidArgument',
    'ResultSizeOutOfRange',
    `The ResultSize ${given} is out of range. Use a number from 1 to ${mostResults}.`,
    { target: 'ResultSize' },
  )
}

export const adminAuditLogCmdlets = [getConfig, search]
