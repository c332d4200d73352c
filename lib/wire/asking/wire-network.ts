import type { Answer, Network, NoAnswer, SpfOutcome } from '@/lib/network'
import { route } from '../route'
import type { WireMap } from '../wire-map'
import { coalesced } from './coalesced'
import { networkOver } from './network-over'
import type { Reach } from './reach'

export interface WireNetworkOptions {
  /**
   * Lets the simulated world catch up with what was committed, and gives its map. Asked once for each burst of
   * questions; a rejection becomes a `timeout` that says that the simulated network does not run.
   */
  readonly settle: () => Promise<WireMap>
  /** For how long a silent address is waited for. */
  readonly timeoutMs?: number
}

/** Who accepted a connection may be busy, for example with making a key. */
const leastAnswerMs = 2000

const notRunning =
  'The simulated network does not run. It is started again by itself: check again in a few seconds. If it stays so, the terminal of the dashboard says why.'

const noConnection: NoAnswer = { kind: 'timeout', reason: notRunning }

const noNames: Answer = {
  status: 'TIMEOUT',
  records: [],
  server: 'the simulated network',
  cachedForSeconds: null,
  wildcard: false,
}

const noSpf: SpfOutcome = {
  result: 'temperror',
  reason: notRunning,
  lookups: 0,
  voidLookups: 0,
  record: null,
  includes: [],
}

const whileDown: Network = {
  lookup: async () => noNames,
  authoritative: async () => noNames,
  connect: async () => noConnection,
  request: async () => noConnection,
  converse: async () => noConnection,
  send: async () => noConnection,
  spf: async () => noSpf,
}

function reachBy(map: WireMap, timeoutMs: number): Reach {
  return {
    place: (protocol, address, port, from) => ({
      host: '127.0.0.1',
      port: route(map, from, protocol, address, port),
    }),
    turn: async () => () => {},
    resolvers: map.resolvers,
    roots: map.roots,
    timeoutMs,
    answerMs: Math.max(timeoutMs, leastAnswerMs),
    nameServers: new Map(),
  }
}

/** The simulated world, asked over DNS, TCP, TLS and HTTP, as it is when the question is asked. */
export function wireNetwork({ settle, timeoutMs = 2000 }: WireNetworkOptions): Network {
  const settled = coalesced(() =>
    settle().then(
      (map) => networkOver(reachBy(map, timeoutMs)),
      () => whileDown,
    ),
  )
  return {
    lookup: async (...asked) => (await settled()).lookup(...asked),
    authoritative: async (...asked) => (await settled()).authoritative(...asked),
    connect: async (...asked) => (await settled()).connect(...asked),
    request: async (...asked) => (await settled()).request(...asked),
    converse: async (...asked) => (await settled()).converse(...asked),
    send: async (...asked) => (await settled()).send(...asked),
    spf: async (...asked) => (await settled()).spf(...asked),
  }
}
