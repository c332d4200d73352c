/** The door for those who ask: the simulated world over the wire, and the real one. */
export { type LiveOptions, liveNetwork } from './asking/live-network'
export { openPost, type Post } from './asking/post'
export { settleOverHttp } from './asking/settle-over-http'
export { openTypedSession, type Said, type TypedSession } from './asking/typed-session'
export { openWayOut, type WayOut, type WayOutOptions } from './asking/way-out'
export { type WireNetworkOptions, wireNetwork } from './asking/wire-network'
export { type LoopbackSources, loopbackSources, stranger } from './loopback-source'
export type { LineState, WireLine, WireMap } from './wire-map'
