import { requireDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { cmdlet, enumeration, mandatory, ok, refuse, secureString, text } from '@/lib/shell'
import { analyses, findAnalysis } from '../analyses'
import { analyze } from '../analysis'
import { type Credential, examinedSite } from '../examined'
import { allSteps } from '../step'

const results = { pass: 'Success', warn: 'Warning', fail: 'Failure', skipped: 'Skipped' } as const

/** A command of ours: the analyses of Network > Connectivity, a line for each step. */
export const testSiteConnectivity = cmdlet<Site>()({
  name: 'Test-SiteConnectivity',
  synopsis:
    'Tests the site as a stranger on the Internet or a computer in the office meets it, step by step.',
  reads: true,
  parameters: {
    Test: mandatory(enumeration('ConnectivityTest', ...analyses.map(({ name }) => name)), 1),
    From: enumeration('Vantage', 'Internet', 'Inside'),
    EmailAddress: text,
    Password: secureString,
  },
  run: async ({ Test, From, EmailAddress, Password }, site) => {
    const described = await requireDescription(site)
    if (!described.ok) return described
    const analysis = findAnalysis(Test)
    const user: Credential | undefined =
      EmailAddress && Password ? { address: EmailAddress, password: site.vault.open(Password) } : undefined
    const examined = await examinedSite(site, user)
    if (!analysis || !examined) return refuse('ObjectNotFound', 'TestNotFound', `There is no test ${Test}.`)
    const from = From === undefined ? analysis.from[0] : From === 'Inside' ? 'inside' : 'internet'
    if (!analysis.from.includes(from))
      return refuse(
        'InvalidArgument',
        'VantageNotAllowed',
        `${analysis.title} makes no sense ${from === 'inside' ? 'from inside' : 'from the Internet'}.`,
        { target: 'From', recommendedAction: 'Leave -From out.' },
      )
    const steps = await analyze(analysis, examined, from)
    const output = allSteps(steps).map((step) => ({
      Scenario: step.title,
      Result: results[step.state],
      Asked: step.asked,
      Answered: step.answered,
      Error: [step.cause, step.remedy?.text].filter(Boolean).join(' '),
    }))
    return ok({ output, undo: [] })
  },
})
