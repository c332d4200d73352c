import type { Site } from '@/lib/exchange'
import { cmdlet, command, enumeration, ok, type Result, refuse, text } from '@/lib/shell'
import { chooseDrill, drillFacts, possibleDrills } from '../choose'
import { type Drill, type DrillFacts, levels } from '../drill'
import { siteTroubles, type Trouble } from '../health'
import { drillRecords, findRunningDrill, runningDrill, runningDrillName } from '../state'
import { forgetOldAnswers, putFault, type WayBack } from '../way-back'
import type { Surroundings } from './surroundings'

const mostNamed = 5

function notHealthy(troubles: readonly Trouble[]): Result<never> {
  const named = troubles.slice(0, mostNamed).map(({ title, says }) => `${title} (${says.replace(/\.$/, '')})`)
  const more = troubles.length - named.length
  const count = troubles.length === 1 ? 'One check is' : `${troubles.length} checks are`
  return refuse(
    'InvalidOperation',
    'SiteNotHealthy',
    `A drill begins on a healthy site. ${count} not in order: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    { recommendedAction: 'Finish the setup on Home, or mend this first.' },
  )
}

async function arrange(drill: Drill, facts: DrillFacts, { table }: Surroundings): Promise<Result<WayBack>> {
  const { site } = facts
  const put = await putFault(await drill.fault(facts), table(), site)
  const waited = put.ok ? await forgetOldAnswers(table(), site) : put
  if (put.ok && waited.ok) return put
  return refuse('InvalidOperation', 'DrillDoesNotFit', 'The drill that was chosen does not fit this site.', {
    recommendedAction: 'Start a drill again: another one is chosen.',
  })
}

/** Ours. It says nothing of what it changes, neither in its output nor in the log. */
export const startDrill = (surroundings: Surroundings) =>
  cmdlet<Site>()({
    name: 'Start-Drill',
    synopsis: 'Puts a fault into the site without saying which, to be found and mended.',
    conceals: true,
    parameters: { Drill: { ...text, position: 1 }, Level: enumeration('DrillLevel', ...levels) },
    async run({ Drill: id, Level: level }, site) {
      if (await findRunningDrill(site))
        return refuse('InvalidOperation', 'DrillRuns', 'A drill is running already.', {
          recommendedAction: 'Find its fault, or give it up: Stop-Drill.',
        })
      const facts = await drillFacts(site)
      if (!facts)
        return refuse('InvalidOperation', 'SiteNotDescribed', 'There is no site yet.', {
          recommendedAction: 'Describe it first.',
        })
      const troubles = await siteTroubles(site)
      const undone = troubles.filter(({ required }) => required)
      if (undone.length > 0) return notHealthy(undone)
      const possible = possibleDrills(facts, troubles)
      const chosen = chooseDrill({ id, level }, possible, await drillRecords(site), surroundings.random)
      if (!chosen.ok) return chosen

      const startedOnSite = site.clock.now().toISOString()
      const wayBack = await arrange(chosen.value, facts, surroundings)
      if (!wayBack.ok) return wayBack
      const { symptom, level: difficulty } = chosen.value
      const startedAt = surroundings.now().toISOString()
      const kept = await site.store.insert(runningDrill, runningDrillName, {
        drill: site.vault.seal(chosen.value.id),
        wayBack: site.vault.seal(JSON.stringify(wayBack.value)),
        level: difficulty,
        symptom,
        before: troubles.map((one) => one.id),
        by: site.caller,
        startedAt,
        startedOnSite,
      })
      if (!kept.ok) return kept
      return ok({
        output: [{ Level: difficulty, Symptom: symptom, StartedAt: startedAt }],
        undo: [command('Stop-Drill')],
      })
    },
  })
