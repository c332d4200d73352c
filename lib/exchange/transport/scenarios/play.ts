import { type Result, refuse } from '@/lib/shell'
import type { Site } from '../../store'
import { findCode } from '../codes/code-table'
import type { NonDeliveryCode, Play } from '../codes/non-delivery-code'
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

/** A code, and one of the ways to it. */
export interface Playable {
  readonly known: NonDeliveryCode
  readonly play: Play
  readonly scenario: Scenario
}

/**
 * A way to a code.
 * @param wanted the id of its scenario; without it the usual one
 */
export function scenarioOf(code: string, wanted?: string): Result<Playable> {
  const known = findCode(code)
  if (!known)
    return refuse('ObjectNotFound', 'UnknownStatusCode', `The code ${code} is not in the table.`, {
      target: 'StatusCode',
      recommendedAction: 'Get-NonDeliveryCode lists the codes.',
    })
  const { plays } = known.here
  const play = wanted === undefined ? plays[0] : plays.find(({ scenario }) => scenario === wanted)
  const scenario = play ? findScenario(play.scenario) : null
  if (play && scenario) return { ok: true, value: { known, play, scenario } }
  return refuse('InvalidArgument', 'ScenarioNotOfCode', `The code ${known.code} does not come about so.`, {
    target: 'Scenario',
    recommendedAction: `Choose one of these: ${plays.map(({ scenario: id }) => id).join(', ')}.`,
  })
}

/** Does what brings a code about. Nothing of the site is set. */
export async function playScenario(
  site: Site,
  { known, scenario }: Playable,
  sender: string | undefined,
): Promise<Result<Played>> {
  const stage = await setStage(site, known.code, sender)
  if (!stage.ok) return stage
  return scenario.kind === 'message'
    ? playMessage(site, scenario, stage.value)
    : playSession(site, scenario, stage.value)
}
