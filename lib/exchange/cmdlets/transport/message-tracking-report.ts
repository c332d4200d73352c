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
import { everyEvent, type TrackingEvent, type TrackingQuery } from '../../transport/message-tracking'
import { type RecipientReport, recipientReports } from '../../transport/track/delivery-report'
import { tellEvent } from '../../transport/track/story'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { type DisplayName, displayNames, unresolved } from './display-names'
import { pageOf, resultSize, usualResultSize } from './result-size'

const smtpAddress = parsed('SmtpAddress', parseSmtpAddress)
/** More events than this of one message are not told. */
const mostEvents = 10_000
/** Of a search: a message is told by several events. */
const mostSearched = 100_000

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
  run: async ({ Identity, Sender, Recipients, ResultSize = usualResultSize, ...given }, site) => {
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
      messageId: given.MessageId ?? null,
      messageSubject: given.Subject ?? null,
    }
    const found = await messagesOf(query, ResultSize, site)
    const nameOf = given.DoNotResolve
      ? unresolved
      : await displayNames(site, found.slice(0, ResultSize).flatMap(peopleOf))
    return pageOf(
      found.map((event) => searchResult(event, nameOf)),
      { ResultSize },
    )
  },
})

/** The first event of each message, of one more than are shown: each server that a message comes to tells of it. */
async function messagesOf(query: TrackingQuery, most: number, site: Site): Promise<readonly TrackingEvent[]> {
  const found = new Map<string, TrackingEvent>()
  for await (const event of site.mail.tracking.read(query, mostSearched)) {
    if (!found.has(event.messageId)) found.set(event.messageId, event)
    if (found.size > most) break
  }
  return [...found.values()]
}

const peopleOf = ({ details }: TrackingEvent) => [details.sender, ...details.recipients]

function searchResult(event: TrackingEvent, nameOf: DisplayName): object {
  return {
    MessageTrackingReportId: reportId(event),
    SubmittedDateTime: event.at,
    Subject: event.subject,
    FromAddress: event.details.sender,
    FromDisplayName: nameOf(event.details.sender),
    RecipientAddresses: event.details.recipients,
    RecipientDisplayNames: event.details.recipients.map(nameOf),
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
    Recipients: multiValued(text),
    BypassDelegateChecking: switchParameter,
    DoNotResolve: switchParameter,
    Status: enumeration('_DeliveryStatus', 'Delivered', 'Read', 'Pending', 'Transferred', 'Unsuccessful'),
    ResultSize: resultSize,
  },
  run: async ({ Identity, Status, ...given }, site) => {
    const messageId = /(?:^|Message-Id=)(<[^<>]{1,1000}>)/i.exec(Identity)?.[1]
    const events = messageId ? await eventsOf(messageId, site) : []
    const [first] = events
    if (!first) return reportNotFound(Identity)
    const reports = recipientReports(events)
    const isMeant = meant([given.RecipientPathFilter ?? [], given.Recipients ?? []].flat())
    const shown = reports.filter(({ address, status }) => (!Status || status === Status) && isMeant(address))
    const all: readonly Told[] =
      given.ReportTemplate === 'RecipientPath'
        ? events.filter((one) => concerns(one, shown)).map(onPath)
        : shown.map(atLast)
    const { ResultSize = usualResultSize } = given
    const told = all.slice(0, ResultSize)
    const people = [...peopleOf(first), ...told.flatMap(({ addresses }) => addresses)]
    const nameOf = given.DoNotResolve ? unresolved : await displayNames(site, people)
    const how = { nameOf, verbose: given.DetailLevel === 'Verbose' }
    return ok({
      output: [
        report(
          first,
          reports,
          told.map((one) => tell(one, how)),
          how,
        ),
      ],
    })
  },
})

/** Whether a recipient is among those that were named; all are where nobody was. */
function meant(named: readonly string[]): (address: string) => boolean {
  const keys = new Set(named.map((one) => one.trim().toLowerCase()))
  return (address) => keys.size === 0 || keys.has(address.toLowerCase())
}

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
  { nameOf }: How,
): object {
  const count = (status: string) => reports.filter((one) => one.status === status).length
  return {
    ...searchResult(first, nameOf),
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

interface How {
  readonly nameOf: DisplayName
  /** -DetailLevel Verbose: servers and their replies are told, too, which are for administrators. */
  readonly verbose: boolean
}

/** One entry of a report: an event, and those whom it is told of. */
interface Told {
  readonly event: TrackingEvent
  readonly addresses: readonly string[]
  /** Of the summary alone. */
  readonly status?: RecipientReport['status']
}

const onPath = (event: TrackingEvent): Told => ({ event, addresses: event.details.recipients })

const atLast = ({ address, status, last }: RecipientReport): Told => ({
  event: last,
  addresses: [address],
  status,
})

function tell({ event, addresses, status }: Told, { nameOf, verbose }: How): object {
  return {
    Date: event.at,
    RecipientAddress: addresses.join(', '),
    RecipientDisplayName: addresses.map(nameOf).join(', '),
    EventDescription: tellEvent(event).sentence,
    ...(verbose ? { EventData: event.details.recipientStatus, Server: event.server } : {}),
    ...(status && { DeliveryStatus: status }),
  }
}

export const messageTrackingReportCmdlets = [searchReport, getReport]
