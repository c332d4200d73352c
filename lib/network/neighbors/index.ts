export { behaviorOf, hasServer, takesMail } from './behavior'
export { composeText, type PlainMessage } from './compose-text'
export { type KnownNeighbor, knownNeighbors, type NeighborHost } from './known-neighbors'
export { findMailHosts, type MailHosts } from './mail-hosts'
export {
  dropPlaces,
  findNeighbor,
  type NeighborNow,
  type NeighborSettings,
  neighbor,
  neighborsNow,
  settingsOf,
} from './neighbor'
