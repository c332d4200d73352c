import { int32, ok, parsed, type Result, refuse } from '@/lib/shell'
import type { WithMore } from '../cmdlets/more-properties'
import { quoted } from '../directory/quoted'
import { define, settingsOf } from './definition'
import { booleanKind, plain } from './kind'

/** The service that Outlook's MAPI connections end at. Named as the server. */
export interface RpcClientAccess extends WithMore {
  readonly server: string
  /** Ranges of Outlook's versions that are turned away: `14.0.0-14.32767.65535`, separated by semicolons. */
  readonly blockedClientVersions: string
  readonly encryptionRequired: boolean
  readonly maximumConnections: number
}

const version = /^\d{1,5}(\.\d{1,5}){2}$/

/** One version, from-to, or one side of it alone: `-5.9.9`, `15.0.0-`. */
function isRange(given: string): boolean {
  const ends = given.trim().split('-')
  const written = ends.filter((end) => end !== '')
  return ends.length <= 2 && written.length > 0 && written.every((end) => version.test(end.trim()))
}

function parseVersions(given: string): Result<string> {
  const ranges = given.split(/[;,]/).map((one) => one.trim())
  return given.trim() === '' || (given.length <= 256 && ranges.every(isRange))
    ? ok(ranges.join(';'))
    : refuse(
        'InvalidArgument',
        'InvalidClientVersionRange',
        `The range of client versions ${quoted(given)} isn't valid.`,
        {
          target: 'BlockedClientVersions',
          recommendedAction: 'Write a version such as 15.0.4420, or a range such as 14.0.0-14.32767.65535.',
        },
      )
}

const set = settingsOf<RpcClientAccess>()

export const rpcClientAccess = define<RpcClientAccess>('RpcClientAccess', 'RPC Client Access', {
  columns: ['Server', 'Responsibility', 'MaximumConnections', 'EncryptionRequired', 'BlockedClientVersions'],
  settings: {
    BlockedClientVersions: set('blockedClientVersions', plain(parsed('String', parseVersions))),
    EncryptionRequired: set('encryptionRequired', booleanKind),
    MaximumConnections: set('maximumConnections', plain(int32)),
  },
  show: ({ properties }) => ({ Server: properties.server, Responsibility: 'Mailboxes' }),
})

/** As Setup makes it: Outlook encrypts what it says (2010 SP1 and later leave that to Outlook). */
export function newRpcClientAccess(server: string): RpcClientAccess {
  return { server, blockedClientVersions: '', encryptionRequired: false, maximumConnections: 65536 }
}
