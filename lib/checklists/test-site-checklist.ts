import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, enumeration, mandatory, ok, refuse } from '@/lib/shell'
import { answeredRows, type Checklist, type Row } from './checklist'
import { dnsRecordsChecklist } from './dns-records'
import { type NetworkFacts, networkFacts } from './facts'
import { setupTaskCmdlets } from './get-setup-task'
import { reverseProxyChecklist } from './reverse-proxy'
import { routerChecklist } from './router'
import { splitDnsChecklist } from './split-dns'

const checklists = {
  DnsRecords: dnsRecordsChecklist,
  Router: routerChecklist,
  ReverseProxy: reverseProxyChecklist,
  SplitDns: splitDnsChecklist,
} as const satisfies Record<string, (facts: NetworkFacts) => Checklist | Promise<Checklist>>

type ChecklistName = keyof typeof checklists
const names = Object.keys(checklists) as [ChecklistName, ...ChecklistName[]]

function shownRow({ name, expected, found, state, verdict, requirement, reason, action }: Row): object {
  return {
    Name: name,
    Expected: expected,
    Found: found,
    State: state,
    Verdict: verdict,
    Requirement: requirement,
    Reason: reason ?? '',
    Action: action ?? '',
  }
}

/** Ours: a checklist of the dashboard, asked on the network as its page does. */
const testSiteChecklist = cmdlet<Site>()({
  name: 'Test-SiteChecklist',
  synopsis: 'Compares the site with what it should be: names, forwards, the reverse proxy.',
  reads: true,
  columns: ['Name', 'Expected', 'Found', 'Verdict'],
  parameters: { Checklist: mandatory(enumeration('SiteChecklist', ...names), 1) },
  async run({ Checklist: name }, site) {
    const facts = await networkFacts(site)
    if (!facts)
      return refuse('ObjectNotFound', 'SiteNotDescribed', 'The site has not been described yet.', {
        recommendedAction: 'Describe it first: Set-SiteDescription.',
      })
    return ok({ output: (await answeredRows(await checklists[name](facts))).map(shownRow) })
  },
})

export const checklistCmdlets: readonly Cmdlet<Site>[] = [testSiteChecklist, ...setupTaskCmdlets]
