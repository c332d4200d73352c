/** The simulated site on the wire: what listens on this computer, and the map of where. */
export { openWire, type Wire, type WireOptions } from './open-wire'
export type { WireMap } from './wire-map'
