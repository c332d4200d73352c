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
  /** A row of a checklist that has to be done before the site works. */
  readonly required: boolean
}

function rowTrouble({ id: list, title }: Checklist, row: Row): Trouble[] {
  if (row.state === 'ok' || row.state === 'neutral') return []
  return [
    {
      id: `${list}/${row.id}/${row.state}`,
      title: `${title}: ${row.name}`,
      says: row.verdict,
      fault: null,
      required: row.requirement === 'Required',
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
      required: false,
    },
  ]
}

/** Analyses under way at once: each opens several TLS connections, and all of them together would slow each other down. */
const width = 3

async function analysisTroubles(site: Site): Promise<readonly Trouble[]> {
  const examined = await examinedSite(site)
  if (!examined) return []
  const tests = [...everyTest()]
  const found: Trouble[] = []
  const next = async (): Promise<void> => {
    const test = tests.shift()
    if (!test) return
    const { analysis, from } = test
    for (const step of allSteps(await analyze(analysis, examined, from)))
      found.push(...stepTrouble(`${analysis.id}/${from}`, analysis.title, step))
    return next()
  }
  await Promise.all(Array.from({ length: width }, next))
  return found
}

function checklistsOf(facts: NetworkFacts): readonly Promise<Checklist>[] {
  return [dnsRecordsChecklist, routerChecklist, reverseProxyChecklist, splitDnsChecklist].map(async (list) =>
    list(facts),
  )
}

/** Everything that the checks of the dashboard find not in order now, each once. */
export async function siteTroubles(site: Site): Promise<readonly Trouble[]> {
  const facts = await networkFacts(site)
  if (!facts) return []
  const rows = await Promise.all(checklistsOf(facts).map(async (list) => checklistTroubles(await list)))
  const found = [...rows.flat(), ...(await analysisTroubles(site))]
  return [...new Map(found.map((one) => [one.id, one])).values()]
}

/** What was not there before a drill began. None: the site is as healthy again as it was. */
export function troublesSince(before: readonly string[], now: readonly Trouble[]): readonly Trouble[] {
  return now.filter(({ id }) => !before.includes(id))
}
