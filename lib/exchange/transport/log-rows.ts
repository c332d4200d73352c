import { quotaKind, sizeKind } from '../organization/kind'
import type { ExchangeVersion } from '../topology/exchange-version'
import { kinds, megabyte, type Rows, rows } from './setting-table'

interface Log {
  readonly age: string
  /** Megabytes. */
  readonly directory: number
  readonly file?: number
  readonly path: string | null
  readonly enabled?: boolean
  /** The file's or both limits are plain sizes: no log of this kind is ever without them. */
  readonly limited?: 'file' | 'both'
  readonly versions?: readonly ExchangeVersion[]
  /** `DnsLog` has DnsLogPath; some logs say FilePath. */
  readonly pathName?: string
}

/** The four or five settings that every log of the transport has: ReceiveProtocolLogMaxAge, …MaxFileSize, …Path. */
export function logRows(name: string, log: Log): readonly Rows[] {
  const { versions, limited } = log
  const directory = { [`${name}MaxDirectorySize`]: log.directory * megabyte }
  const file = log.file === undefined ? {} : { [`${name}MaxFileSize`]: log.file * megabyte }
  return [
    ...(log.enabled === undefined
      ? []
      : [rows(kinds.boolean, { [`${name}Enabled`]: log.enabled }, versions)]),
    rows(kinds.span, { [`${name}MaxAge`]: log.age }, versions),
    rows(limited === 'both' ? sizeKind : quotaKind, directory, versions),
    rows(limited ? sizeKind : quotaKind, file, versions),
    rows(kinds.path, { [log.pathName ?? `${name}Path`]: log.path }, versions),
  ]
}

/** The protocol logs of a service, below the folder of its logs. */
export function protocolLogRows(folder: string): readonly Rows[] {
  return (['Receive', 'Send'] as const).flatMap((way) =>
    logRows(`${way}ProtocolLog`, {
      ...{ age: '30.00:00:00', directory: 250, file: 10 },
      path: `${folder}\\ProtocolLog\\Smtp${way}`,
    }),
  )
}

/** Where Setup puts the transport's files; 2010 is V14. */
export function transportRoles(version: ExchangeVersion): string {
  return `C:\\Program Files\\Microsoft\\Exchange Server\\${version === '2010' ? 'V14' : 'V15'}\\TransportRoles`
}
