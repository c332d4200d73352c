import type { ExchangeVersion } from '../../topology/exchange-version'
import { logVersion } from '../message-tracking'

/** The logs that a transport server keeps as files. */
export type LogKind = 'MessageTracking' | 'SmtpReceive' | 'SmtpSend' | 'Connectivity'

interface LogFormat {
  /** `#Log-type`. */
  readonly type: string
  /** What the names of the files begin with. */
  readonly prefix: string
  readonly fields: (version: ExchangeVersion) => readonly string[]
}

const protocol =
  'date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context'.split(
    ',',
  )
const connectivity = 'date-time,session,source,destination,direction,description'.split(',')
const tracking2010 =
  'date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data'.split(
    ',',
  )

/** 2013 has a number for each message that goes with it from server to server, and says of what format a line is. */
const tracking2013 = [
  ...tracking2010.flatMap((field) => (field === 'message-id' ? [field, 'network-message-id'] : [field])),
  'transport-traffic-type',
  'log-id',
  'schema-version',
]

export const logFormats: Readonly<Record<LogKind, LogFormat>> = {
  MessageTracking: {
    type: 'Message Tracking Log',
    prefix: 'MSGTRK',
    fields: (version) => (version === '2010' ? tracking2010 : tracking2013),
  },
  SmtpReceive: { type: 'SMTP Receive Protocol Log', prefix: 'RECV', fields: () => protocol },
  SmtpSend: { type: 'SMTP Send Protocol Log', prefix: 'SEND', fields: () => protocol },
  Connectivity: { type: 'Transport Connectivity Log', prefix: 'CONNECTLOG', fields: () => connectivity },
}

/** What every log begins with, byte order mark included. */
export function logHeader(kind: LogKind, version: ExchangeVersion, from: Date): string {
  const { type, fields } = logFormats[kind]
  const lines = [
    'Software: Microsoft Exchange Server',
    `Version: ${logVersion[version]}`,
    `Log-type: ${type}`,
    `Date: ${from.toISOString()}`,
    `Fields: ${fields(version).join(',')}`,
  ]
  return `\ufeff${lines.map((line) => `#${line}\r\n`).join('')}`
}

/** Since 2013 a file is an hour's, before it was a day's. */
export function hoursOfFile(version: ExchangeVersion): 1 | 24 {
  return version === '2010' ? 24 : 1
}

/** Which service's message tracking a file has. */
export type TrackingService = 'Transport' | 'Submission' | 'Delivery'

/** MSGTRKM is 2010's mail submission; since 2013 both mailbox transport services have files of their own. */
const trackingPrefixes: Readonly<Record<TrackingService, { readonly 2010: string; readonly later: string }>> =
  {
    Transport: { 2010: 'MSGTRK', later: 'MSGTRK' },
    Submission: { 2010: 'MSGTRKM', later: 'MSGTRKMS' },
    Delivery: { 2010: 'MSGTRK', later: 'MSGTRKMD' },
  }

/** What of the store driver's events each service writes; all else is the transport's. */
export const trackedByService: Readonly<Record<'Submission' | 'Delivery', readonly string[]>> = {
  Submission: ['NOTIFYMAPI', 'SUBMIT', 'SUBMITDEFER', 'SUBMITFAIL'],
  Delivery: ['DELIVER', 'DUPLICATEDELIVER'],
}

/** The services whose tracking stands in files of their own. */
export function trackingServices(version: ExchangeVersion): readonly TrackingService[] {
  return version === '2010' ? ['Transport', 'Submission'] : ['Transport', 'Submission', 'Delivery']
}

function prefixOf(kind: LogKind, version: ExchangeVersion, service: TrackingService): string {
  if (kind !== 'MessageTracking') return logFormats[kind].prefix
  return trackingPrefixes[service][version === '2010' ? '2010' : 'later']
}

/**
 * `MSGTRK20261122-1.LOG`, and since 2013 `MSGTRKMD2026112209-1.LOG`.
 * @param number from 1: the next begins when a file has its size (MaxFileSize)
 */
export function logFileName(
  kind: LogKind,
  version: ExchangeVersion,
  from: Date,
  service: TrackingService = 'Transport',
  number = 1,
): string {
  const digits = from.toISOString().replace(/\D/g, '')
  return `${prefixOf(kind, version, service)}${digits.slice(0, version === '2010' ? 8 : 10)}-${number}.LOG`
}

/** When the file of this name begins, and whose it is; null where none is called so. */
export function parseLogFileName(
  name: string,
  kind: LogKind,
  version: ExchangeVersion,
): { readonly from: Date; readonly service: TrackingService; readonly number: number } | null {
  const [, year, month, day, hour = '00', digits] =
    /^[A-Z]+(\d{4})(\d\d)(\d\d)(\d\d)?-([1-9]\d{0,5})\.LOG$/i.exec(name) ?? []
  const number = Number(digits)
  const from = new Date(`${year}-${month}-${day}T${hour}:00:00.000Z`)
  if (Number.isNaN(from.getTime())) return null
  const service = trackingServices(version).find(
    (one) => logFileName(kind, version, from, one, number).toUpperCase() === name.toUpperCase(),
  )
  return service === undefined ? null : { from, service, number }
}
