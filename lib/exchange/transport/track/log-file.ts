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

/** `MSGTRK20261122-1.LOG`, and since 2013 `MSGTRK2026112209-1.LOG`. */
export function logFileName(kind: LogKind, version: ExchangeVersion, from: Date): string {
  const digits = from.toISOString().replace(/\D/g, '')
  return `${logFormats[kind].prefix}${digits.slice(0, version === '2010' ? 8 : 10)}-1.LOG`
}

/** When the file of this name begins; null where none is called so. */
export function parseLogFileName(name: string, kind: LogKind, version: ExchangeVersion): Date | null {
  const [, year, month, day, hour = '00'] = /^[A-Z]+(\d{4})(\d\d)(\d\d)(\d\d)?-1\.LOG$/i.exec(name) ?? []
  const from = new Date(`${year}-${month}-${day}T${hour}:00:00.000Z`)
  const real = !Number.isNaN(from.getTime())
  return real && logFileName(kind, version, from).toUpperCase() === name.toUpperCase() ? from : null
}
