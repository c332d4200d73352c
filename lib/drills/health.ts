import { allSteps, analyze, everyTest, examinedSite, type Fault, type Step } from '@/lib/analyzer'
import {
  answeredRows,
  type Checklist,
  dnsRecordsChecklist,
  type NetworkFacts,
  networkFacts,
  type Row,
  reverseProxyChecklist,
  routerChecklist,
  splitDnsChecklist,
} from '@/lib/checklists'
import type { Site } from '@/lib/exchange'

/** One thing that a check found not in order. */
export interface Trouble {
  /** The same trouble has the same id whenever it is found. */
  readonly id: string
  /** "Router: 25 (SMTP)" */
  readonly title: string
  /** In the check's own words. */
  readonly says: string
  /** The analyzer's name for it. */
  readonly fault: Fault | null
  /** The site does not do what it is for. */
  readonly severe: boolean
}

function rowTrouble({ id: list, title }: Checklist, row: Row): Trouble[] {
  if (row.state === 'ok' || row.state === 'neutral') return []
  return [
    {
      id: `${list}/${row.id}/${row.state}`,
      title: `${title}: ${row.name}`,
      says: row.verdict,
      fault: null,
      severe: row.requirement === 'Required',
    },
  ]
}

async function checklistTroubles(list: Checklist): Promise<readonly Trouble[]> {
  return (await answeredRows(list)).flatMap((row) => rowTrouble(list, row))
}

function stepTrouble(analysis: string, title: string, { state, fault, cause, title: step }: Step): Trouble[] {
  if ((state !== 'fail' && state !== 'warn') || !fault) return []
  return [
    {
      id: `${analysis}/${fault}`,
      title: `${title}: ${step}`,
      says: cause ?? '',
      fault,
      severe: state === 'fail',
    },
  ]
}

async function analysisTroubles(site: Site): Promise<readonly Trouble[]> {
  const examined = await examinedSite(site)
  if (!examined) return []
  const found = await Promise.all(
    everyTest().map(async ({ analysis, from }) =>
      allSteps(await analyze(analysis, examined, from)).flatMap((step) =>
        stepTrouble(`${analysis.id}/${from}`, analysis.title, step),
      ),
    ),
  )
  return found.flat()
}

function checklistsOf(facts: NetworkFacts): readonly Promise<Checklist>[] {
  return [dnsRecordsChecklist, routerChecklist, reverseProxyChecklist, splitDnsChecklist].map(async (list) =>
    list(facts),
  )
}

/** Everything that the checks of the dashboard find not in order now, each once. They are all asked side by side. */
export async function siteTroubles(site: Site): Promise<readonly Trouble[]> {
  const facts = await networkFacts(site)
  if (!facts) return []
  const found = await Promise.all([
    ...checklistsOf(facts).map(async (list) => checklistTroubles(await list)),
    analysisTroubles(site),
  ])
  return [...new Map(found.flat().map((one) => [one.id, one])).values()]
}

/** What was not there before a drill began. None: the site is as healthy again as it was. */
export function troublesSince(before: readonly string[], now: readonly Trouble[]): readonly Trouble[] {
  return now.filter(({ id }) => !before.includes(id))
}
