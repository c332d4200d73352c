export { chooseSendConnector, type Outward } from './choose-connector'
export { delayedFanOut } from './delayed-fan-out'
export { leastCostPaths, type SiteLink, type SitePath } from './least-cost'
export { relayTargets } from './relay-targets'
export { type Destination, type Route, routeTo } from './route-to'
export type { RoutedConnector } from './routed-connectors'
export { type RoutingObjects, readRoutingObjects } from './routing-objects'
export {
  type RoutedDatabase,
  type RoutedServer,
  type RoutedSite,
  type RoutingTable,
  routingTable,
} from './routing-table'
export { runningTransportServers, type TransportStarts, transportStarts } from './running-servers'
