import type { Site, Stored } from '@/lib/exchange'
import { cmdlet, ok, type Result, refuse } from '@/lib/shell'
import type { Drill } from '../drill'
import { siteTroubles, troublesSince } from '../health'
import {
  type DrillRecord,
  drillOf,
  drillRecord,
  findRunningDrill,
  openSealed,
  type RunningDrill,
  runningDrill,
} from '../state'
import { forgetOldAnswers, goBack, type WayBack } from '../way-back'
import type { Surroundings } from './surroundings'

async function requireRunning(site: Site): Promise<Result<Stored<RunningDrill>>> {
  const running = await findRunningDrill(site)
  return running
    ? ok(running)
    : refuse('ObjectNotFound', 'NoDrillRuns', 'No drill is running.', {
        recommendedAction: 'Start one: Start-Drill.',
      })
}

/** Keeps that it is over; what it was may be told from now on. */
async function end(
  running: Stored<RunningDrill>,
  outcome: DrillRecord['outcome'],
  site: Site,
  now: Date,
): Promise<Drill | null> {
  const drill = drillOf(site, running.properties)
  await site.store.remove(runningDrill, running)
  const { startedAt, level } = running.properties
  if (drill)
    await site.store.insert(drillRecord, startedAt, {
      drill: drill.id,
      level,
      outcome,
      by: site.caller,
      startedAt,
      endedAt: now.toISOString(),
    })
  return drill
}

function told(drill: Drill | null): readonly object[] {
  return drill ? [{ Drill: drill.id, Fault: drill.title, ...drill.lesson }] : []
}

export const stopDrill = ({ table, now }: Surroundings) =>
  cmdlet<Site>()({
    name: 'Stop-Drill',
    synopsis: 'Gives the drill up: takes the fault back, and tells what it was.',
    parameters: {},
    async run(_, site) {
      const running = await requireRunning(site)
      if (!running.ok) return running
      const sealed = openSealed(site, running.value.properties.wayBack)
      const refused = sealed === null ? [] : await goBack(JSON.parse(sealed) as WayBack, table(), site)
      const waited = await forgetOldAnswers(table(), site)
      if (!waited.ok) return waited
      const drill = await end(running.value, 'GivenUp', site, now())
      const lost = sealed === null ? ['What the drill changed cannot be read any more, and stays.'] : []
      const left = refused.map((reason) => `Not taken back, since you changed it meanwhile: ${reason}`)
      return ok({ output: told(drill), warnings: [...lost, ...left] })
    },
  })

export const completeDrill = ({ now }: Surroundings) =>
  cmdlet<Site>()({
    name: 'Complete-Drill',
    synopsis: 'Ends the drill when the site is as healthy again as it was, and tells what the fault was.',
    parameters: {},
    async run(_, site) {
      const running = await requireRunning(site)
      if (!running.ok) return running
      const left = troublesSince(running.value.properties.before, await siteTroubles(site))
      if (left.length > 0)
        return refuse(
          'InvalidOperation',
          'SiteNotHealthy',
          left.length === 1
            ? 'One check is not in order yet.'
            : `${left.length} checks are not in order yet.`,
          { recommendedAction: 'Find and mend the fault; old DNS answers have to run out.' },
        )
      return ok({ output: told(await end(running.value, 'Mended', site, now())) })
    },
  })

export const getDrill = cmdlet<Site>()({
  name: 'Get-Drill',
  synopsis: 'Shows the drill that is running: what people report, and since when.',
  reads: true,
  parameters: {},
  async run(_, site) {
    const running = await findRunningDrill(site)
    if (!running) return ok({ output: [] })
    const { level, symptom, startedAt, by } = running.properties
    return ok({ output: [{ Level: level, Symptom: symptom, StartedAt: startedAt, StartedBy: by }] })
  },
})
