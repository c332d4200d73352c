import { type Result, refuse } from '@/lib/shell'
import type { Site } from '../../store'
import { findCode } from '../codes/code-table'
import type { NonDeliveryCode } from '../codes/non-delivery-code'
import { playMessage } from './play-message'
import { playSession } from './play-session'
import type { Scenario } from './scenario'
import { findScenario } from './scenario-table'
import { setStage } from './stage'

/** What came of a scenario at once; a report comes later. */
export interface Played {
  readonly sender: string
  readonly recipient: string
  /** The message to follow; null where none was taken. */
  readonly messageId: string | null
  /** What the server said; null where the message was taken. */
  readonly reply: string | null
  /** `C:` is the client, `S:` the server. */
  readonly transcript: readonly string[]
}

/** The scenario of a code, or a refusal that says why there is none. */
export function scenarioOf(
  code: string,
): Result<{ readonly known: NonDeliveryCode; readonly scenario: Scenario }> {
  const known = findCode(code)
  if (!known)
    return refuse('ObjectNotFound', 'UnknownStatusCode', `The code ${code} is not in the table.`, {
      target: 'StatusCode',
      recommendedAction: 'Get-NonDeliveryCode lists the codes.',
    })
  const scenario = known.here.kind === 'scenario' ? findScenario(known.here.scenario) : null
  if (scenario) return { ok: true, value: { known, scenario } }
  return refuse('InvalidOperation', 'ScenarioNotPossible', whyNot(known), {
    target: 'StatusCode',
    recommendedAction: 'Get-NonDeliveryCode says which codes this site can produce.',
  })
}

function whyNot({ code, here }: NonDeliveryCode): string {
  switch (here.kind) {
    case 'never':
      return `The code ${code} does not come about on this site. ${here.why}`
    case 'commands':
      return `The code ${code} needs a change of the site first: ${here.lines.join('; ')}. ${here.next}`
    default:
      return `The code ${code} has no scenario.`
  }
}

/** Does what brings a code about. Nothing of the site is set. */
export async function playScenario(
  site: Site,
  scenario: Scenario,
  sender: string | undefined,
): Promise<Result<Played>> {
  const stage = await setStage(site, sender)
  if (!stage.ok) return stage
  return scenario.kind === 'message'
    ? playMessage(site, scenario, stage.value)
    : playSession(site, scenario, stage.value)
}
