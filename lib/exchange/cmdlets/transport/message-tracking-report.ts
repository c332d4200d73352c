import {
  enumeration,
  mandatory,
  multiValued,
  ok,
  parsed,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { primaryAddress } from '../../directory/policy-addresses'
import { quoted } from '../../directory/quoted'
import type { Site } from '../../store'
import { everyEvent, type TrackingEvent } from '../../transport/message-tracking'
import { type RecipientReport, recipientReports } from '../../transport/track/delivery-report'
import { tellEvent } from '../../transport/track/story'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { pageOf, resultSize, usualResultSize } from './result-size'

const smtpAddress = parsed('SmtpAddress', parseSmtpAddress)
/** More events than this of one message are not told. */
const mostEvents = 10_000

async function addressOf(identity: string, site: Site): Promise<Result<string>> {
  const user = await site.store.users.find(identity)
  return user?.mailbox
    ? ok(primaryAddress(user.mailbox.addresses))
    : couldNotBeFound(site, identity, 'Identity')
}

/** As Outlook's delivery reports: what a mailbox sent, or with -Sender what it received. */
const searchReport = exchangeCmdlet({
  name: 'Search-MessageTrackingReport',
  synopsis: 'Finds the delivery reports of the messages of a mailbox.',
  reads: true,
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Sender: smtpAddress,
    Recipients: multiValued(smtpAddress),
    MessageId: text,
    Subject: text,
    BypassDelegateChecking: switchParameter,
    DoNotResolve: switchParameter,
    ResultSize: resultSize,
    Confirm: switchParameter,
  },
  run: async ({ Identity, Sender, Recipients, MessageId, Subject, ResultSize = usualResultSize }, site) => {
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
    const own = await addressOf(Identity, site)
    if (!own.ok) return own
    const query = {
      ...everyEvent,
      ...(Sender
        ? { sender: Sender, recipients: [own.value] }
        : { sender: own.value, recipients: Recipients ?? null }),
      eventId: 'RECEIVE',
      messageId: MessageId ?? null,
      messageSubject: Subject ?? null,
    }
    const found = new Map<string, object>()
    for await (const event of site.mail.tracking.read(query, ResultSize + 1))
      if (!found.has(event.messageId)) found.set(event.messageId, searchResult(event))
    return pageOf([...found.values()], { ResultSize })
  },
})

function searchResult(event: TrackingEvent): object {
  return {
    MessageTrackingReportId: reportId(event),
    SubmittedDateTime: event.at,
    Subject: event.subject,
    FromAddress: event.details.sender,
    FromDisplayName: event.details.sender,
    RecipientAddresses: event.details.recipients,
    RecipientDisplayNames: event.details.recipients,
    PreviousHopServer: event.details.clientHostname,
  }
}

/** By its Message-ID alone a report is found again. */
function reportId({ messageId, server, internalMessageId, details }: TrackingEvent): string {
  return `Message-Id=${messageId},Server=${server},Internal-Id=${internalMessageId ?? 0},Sender=${details.sender}`
}

const getReport = exchangeCmdlet({
  name: 'Get-MessageTrackingReport',
  synopsis: 'Shows a delivery report that Search-MessageTrackingReport found.',
  reads: true,
  parameters: {
    Identity: piped(mandatory(text, 1)),
    DetailLevel: enumeration('MessageTrackingDetailLevel', 'Basic', 'Verbose'),
    ReportTemplate: enumeration('ReportTemplate', 'Summary', 'RecipientPath'),
    RecipientPathFilter: smtpAddress,
    Status: enumeration('_DeliveryStatus', 'Delivered', 'Read', 'Pending', 'Transferred', 'Unsuccessful'),
    ResultSize: resultSize,
  },
  run: async ({ Identity, ReportTemplate, RecipientPathFilter, Status }, site) => {
    const messageId = /(?:^|Message-Id=)(<[^<>]{1,1000}>)/i.exec(Identity)?.[1]
    const events = messageId ? await eventsOf(messageId, site) : []
    const [first] = events
    if (!first) return reportNotFound(Identity)
    const reports = recipientReports(events)
    const shown = reports.filter(
      ({ address, status }) =>
        (!Status || status === Status) &&
        (!RecipientPathFilter || address.toLowerCase() === RecipientPathFilter.toLowerCase()),
    )
    const path = ReportTemplate === 'RecipientPath'
    const told = path ? events.filter((one) => concerns(one, shown)).map(pathEvent) : shown.map(lastEvent)
    return ok({ output: [report(first, reports, told)] })
  },
})

async function eventsOf(messageId: string, site: Site): Promise<readonly TrackingEvent[]> {
  const events: TrackingEvent[] = []
  for await (const event of site.mail.tracking.read({ ...everyEvent, messageId }, mostEvents))
    events.push(event)
  return events
}

function reportNotFound(identity: string) {
  return refuse(
    'ObjectNotFound',
    'MessageTrackingReportNotFound',
    `The message tracking report ${quoted(identity)} couldn't be found.`,
    {
      target: 'Identity',
      recommendedAction: 'Search-MessageTrackingReport finds the reports that there are.',
    },
  )
}

function report(
  first: TrackingEvent,
  reports: readonly RecipientReport[],
  events: readonly object[],
): object {
  const count = (status: string) => reports.filter((one) => one.status === status).length
  return {
    ...searchResult(first),
    DeliveredCount: count('Delivered'),
    PendingCount: count('Pending'),
    TransferredCount: count('Transferred'),
    UnsuccessfulCount: count('Unsuccessful'),
    RecipientTrackingEvents: events,
  }
}

function concerns({ details }: TrackingEvent, shown: readonly RecipientReport[]): boolean {
  const own = details.recipients.map((one) => one.toLowerCase())
  return shown.some(({ address }) => own.includes(address.toLowerCase()))
}

function lastEvent({ address, status, last }: RecipientReport): object {
  return { ...pathEvent(last), RecipientAddress: address, DeliveryStatus: status }
}

function pathEvent(event: TrackingEvent): object {
  return {
    Date: event.at,
    RecipientAddress: event.details.recipients.join(', '),
    EventDescription: tellEvent(event).sentence,
    EventData: event.details.recipientStatus,
    Server: event.server,
  }
}

export const messageTrackingReportCmdlets = [searchReport, getReport]
