import { multiValued, ok, type Parameter, parsed, piped, type Result, refuse, text } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { since } from '../../topology/exchange-version'
import { everyEvent, showEvent, type TrackingQuery } from '../../transport/message-tracking'
import { requireService, requireTransportServer } from '../../transport/transport-servers'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { pageOf, resultSize, usualResultSize } from './result-size'

/** A date as en-US writes it, `03/13/2024 09:00:00`, or as ISO 8601 does. */
const dateTime: Parameter<Date> = parsed('System.DateTime', (given): Result<Date> => {
  const time = given.length <= 60 && /\d/.test(given) ? Date.parse(given.trim()) : Number.NaN
  return Number.isNaN(time)
    ? refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "System.DateTime". Error: "String was not recognized as a valid DateTime."`,
        { recommendedAction: 'Write month, day and year, such as 11/22/2026 6:30 AM.' },
      )
    : ok(new Date(time))
})

const getLog = exchangeCmdlet({
  name: 'Get-MessageTrackingLog',
  synopsis: 'Searches the message tracking log of a server.',
  reads: true,
  parameters: {
    Server: piped(text),
    Start: dateTime,
    End: dateTime,
    Sender: text,
    Recipients: multiValued(text),
    EventId: text,
    MessageId: text,
    InternalMessageId: text,
    MessageSubject: text,
    Reference: text,
    Source: only(since('2016'), text),
    NetworkMessageId: only(since('2016'), text),
    ResultSize: resultSize,
  },
  run: async ({ Server, ResultSize = usualResultSize, ...given }, site) => {
    const query = queryOf(given)
    if (query.start && query.end && query.start > query.end)
      return refuse(
        'InvalidArgument',
        'StartAfterEnd',
        'The value of the Start parameter must be earlier than that of the End parameter.',
        { target: 'Start' },
      )
    const server = await requireTransportServer(site, Server)
    if (!server.ok) return server
    const running = await requireService(
      site,
      server.value,
      'MSExchangeTransportLogSearch',
      'Microsoft Exchange Transport Log Search',
    )
    if (!running.ok) return running
    const { name, properties } = server.value
    const events: object[] = []
    // One more than is shown tells whether there are more.
    for await (const event of site.mail.tracking.read({ ...query, server: name }, ResultSize + 1))
      events.push(showEvent(event, properties.version))
    return pageOf(events, { ResultSize })
  },
})

interface Given {
  readonly Start?: Date | undefined
  readonly End?: Date | undefined
  readonly Sender?: string | undefined
  readonly Recipients?: readonly string[] | undefined
  readonly EventId?: string | undefined
  readonly Source?: string | undefined
  readonly MessageId?: string | undefined
  readonly NetworkMessageId?: string | undefined
  readonly InternalMessageId?: string | undefined
  readonly MessageSubject?: string | undefined
  readonly Reference?: string | undefined
}

function queryOf(given: Given): TrackingQuery {
  return {
    ...everyEvent,
    start: given.Start ?? null,
    end: given.End ?? null,
    sender: given.Sender ?? null,
    recipients: given.Recipients ?? null,
    eventId: given.EventId ?? null,
    source: given.Source ?? null,
    messageId: given.MessageId ?? null,
    networkMessageId: given.NetworkMessageId ?? null,
    internalMessageId: given.InternalMessageId ?? null,
    messageSubject: given.MessageSubject ?? null,
    reference: given.Reference ?? null,
  }
}

export const messageTrackingCmdlets = [getLog]
