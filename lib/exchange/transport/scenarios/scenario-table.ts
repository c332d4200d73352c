import type { ScenarioId } from '../codes/non-delivery-code'
import { messageScenarios } from './message-scenarios'
import type { Scenario } from './scenario'
import { sessionScenarios } from './session-scenarios'

export const scenarios: readonly Scenario[] = [...messageScenarios, ...sessionScenarios]

export function findScenario(id: ScenarioId): Scenario | null {
  return scenarios.find((one) => one.id === id) ?? null
}
