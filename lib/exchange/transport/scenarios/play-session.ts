import { server as computer } from '@/lib/essentials'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Site } from '../../store'
import type { Played } from './play'
import type { SessionScenario } from './scenario'
import type { SetStage } from './stage'

/** Says the lines of a scenario to the site's server, from a PC in the office. */
export async function playSession(
  site: Site,
  scenario: SessionScenario,
  stage: SetStage,
): Promise<Result<Played>> {
  const address = (await site.store.find(computer, stage.server))?.properties.address
  const talked = address
    ? await site.network.converse(address, scenario.port, 'inside', scenario.lines(stage))
    : null
  if (talked?.kind !== 'answered')
    return refuse(
      'ResourceUnavailable',
      'ServerDoesNotAnswer',
      `${stage.server} does not answer at port ${scenario.port}.`,
      { recommendedAction: `Start it: Start-Service MSExchangeTransport -ComputerName ${stage.server}` },
    )
  const transcript = [
    `S: ${talked.greeting}`,
    ...talked.exchanges.flatMap(({ said, reply }) => [
      `C: ${said}`,
      ...reply.split(/\r?\n/).map((line) => `S: ${line}`),
    ]),
  ]
  const refused = talked.exchanges.find(({ reply }) => /^[45]/.test(reply))?.reply
  const reply = refused ?? talked.broken ?? talked.exchanges.at(-1)?.reply ?? talked.greeting
  return ok({ sender: stage.sender, recipient: '', messageId: null, reply, transcript })
}
