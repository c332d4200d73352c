export { type Playable, type Played, playScenario, scenarioOf } from './play'
export type { Scenario } from './scenario'
export { findScenario, scenarios } from './scenario-table'
