import {
  enumeration,
  mandatory,
  multiValued,
  ok,
  type Parameter,
  parsed,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { quoted } from '../../directory/quoted'
import type { Site } from '../../store'
import { since } from '../../topology/exchange-version'
import { matches, showEvent, type TrackingQuery } from '../../transport/message-tracking'
import { requireService, requireTransportServer } from '../../transport/transport-servers'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { pageOf, resultSize } from './result-size'

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
    ResultSize: resultSize,
  },
  run: async ({ Server, ResultSize, ...given }, site) => {
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
    const events: object[] = []
    for await (const event of site.mail.tracking.read(server.value, query))
      if (matches(event, query)) events.push(showEvent(event))
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
  readonly InternalMessageId?: string | undefined
  readonly MessageSubject?: string | undefined
  readonly Reference?: string | undefined
}

function queryOf(given: Given): TrackingQuery {
  return {
    start: given.Start ?? null,
    end: given.End ?? null,
    sender: given.Sender ?? null,
    recipients: given.Recipients ?? null,
    eventId: given.EventId ?? null,
    source: given.Source ?? null,
    messageId: given.MessageId ?? null,
    internalMessageId: given.InternalMessageId ?? null,
    messageSubject: given.MessageSubject ?? null,
    reference: given.Reference ?? null,
  }
}

async function requireMailbox(identity: string, site: Site): Promise<Result<void>> {
  const user = await site.store.users.find(identity)
  return user?.mailbox ? ok(undefined) : couldNotBeFound(site, identity, 'Identity')
}

const smtpAddress = parsed('SmtpAddress', parseSmtpAddress)

/** As Outlook's delivery reports: what a mailbox sent or received. */
const searchReport = exchangeCmdlet({
  name: 'Search-MessageTrackingReport',
  synopsis: 'Finds the delivery reports of the messages of a mailbox.',
  reads: true,
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Sender: smtpAddress,
    Recipients: multiValued(smtpAddress),
    BypassDelegateChecking: switchParameter,
    DoNotResolve: switchParameter,
    ResultSize: resultSize,
    Confirm: switchParameter,
  },
  run: async ({ Identity, Sender, Recipients }, site) => {
    if (Sender && Recipients)
      return refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        {
          target: 'Sender',
          recommendedAction:
            'Give -Sender to search what the mailbox received, -Recipients for what it sent.',
        },
      )
    const mailbox = await requireMailbox(Identity, site)
    return mailbox.ok ? ok({ output: [] }) : mailbox
  },
})

const getReport = exchangeCmdlet({
  name: 'Get-MessageTrackingReport',
  synopsis: 'Shows a delivery report that Search-MessageTrackingReport found.',
  reads: true,
  parameters: {
    Identity: piped(mandatory(text, 1)),
    DetailLevel: enumeration('MessageTrackingDetailLevel', 'Basic', 'Verbose'),
    ReportTemplate: enumeration('ReportTemplate', 'Summary', 'RecipientPath'),
    ResultSize: resultSize,
  },
  run: async ({ Identity }) =>
    refuse(
      'ObjectNotFound',
      'MessageTrackingReportNotFound',
      `The message tracking report ${quoted(Identity)} couldn't be found.`,
      {
        target: 'Identity',
        recommendedAction: 'Search-MessageTrackingReport finds the reports that there are.',
      },
    ),
})

export const messageTrackingCmdlets = [getLog, searchReport, getReport]
