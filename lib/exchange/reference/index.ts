import type { ExchangeVersion } from '../topology/exchange-version'
import accepteddomain from './facts/accepteddomain.json' with { type: 'json' }
import certificate from './facts/certificate.json' with { type: 'json' }
import contacts from './facts/contacts.json' with { type: 'json' }
import dag from './facts/dag.json' with { type: 'json' }
import eap from './facts/eap.json' with { type: 'json' }
import edge from './facts/edge.json' with { type: 'json' }
import groups from './facts/groups.json' with { type: 'json' }
import mailbox from './facts/mailbox.json' with { type: 'json' }
import mailboxdatabase from './facts/mailboxdatabase.json' with { type: 'json' }
import oab from './facts/oab.json' with { type: 'json' }
import outlookanywhere from './facts/outlookanywhere.json' with { type: 'json' }
import queue from './facts/queue.json' with { type: 'json' }
import receiveconnector from './facts/receiveconnector.json' with { type: 'json' }
import sendconnector from './facts/sendconnector.json' with { type: 'json' }
import server from './facts/server.json' with { type: 'json' }
import test from './facts/test.json' with { type: 'json' }
import tracking from './facts/tracking.json' with { type: 'json' }
import transport from './facts/transport.json' with { type: 'json' }
import vdir from './facts/vdir.json' with { type: 'json' }

/** How a parameter takes what comes through the pipeline: the object itself, one of its properties, or either. */
export type PipelineInput = 'byValue' | 'byPropertyName' | 'both'

export interface DocumentedParameter {
  /** The .NET type's name: MultiValuedProperty, EnhancedTimeSpan, ServerIdParameter. */
  readonly type: string
  readonly mandatory?: boolean
  /** 1-based. */
  readonly position?: number
  readonly pipeline?: PipelineInput
  /** The parameter sets that it belongs to; absent for all of them. */
  readonly sets?: readonly string[]
  readonly aliases?: readonly string[]
  /** Absent where it is in every version that has the cmdlet. */
  readonly versions?: readonly ExchangeVersion[]
  /** The words of an enumeration. */
  readonly values?: readonly string[]
}

export interface DocumentedCmdlet {
  readonly versions: readonly ExchangeVersion[]
  readonly parameters: Readonly<Record<string, DocumentedParameter>>
}

type Facts = Readonly<Record<string, DocumentedCmdlet>>

/** By the area that Exchange's own reference puts them in. */
const areas = {
  accepteddomain,
  certificate,
  contacts,
  dag,
  eap,
  edge,
  groups,
  mailbox,
  mailboxdatabase,
  oab,
  outlookanywhere,
  queue,
  receiveconnector,
  sendconnector,
  server,
  test,
  tracking,
  transport,
  vdir,
} as unknown as Readonly<Record<string, Facts>>

const all: ReadonlyMap<string, DocumentedCmdlet> = new Map(
  Object.values(areas).flatMap((facts) => Object.entries(facts)),
)

/** What the public reference of Exchange says about a cmdlet's parameters; null where it does not have the cmdlet. */
export function documented(cmdlet: string): DocumentedCmdlet | null {
  return all.get(cmdlet) ?? null
}
