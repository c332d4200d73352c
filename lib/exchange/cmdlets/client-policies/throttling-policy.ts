import { ok, piped, text } from '@/lib/shell'
import { isLike } from '../../directory/opath'
import { type ExchangeVersion, shellVersion } from '../../topology/exchange-version'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'

/** What one person may do at once, as Setup leaves it; unlimited is null. 2013 counts in budgets of time. */
const usual: Readonly<Record<ExchangeVersion, Readonly<Record<string, number | null>>>> = {
  '2010': {
    EASMaxConcurrency: 10,
    EASMaxDevices: 10,
    EWSMaxConcurrency: 10,
    EWSMaxSubscriptions: 5000,
    IMAPMaxConcurrency: null,
    OWAMaxConcurrency: 5,
    POPMaxConcurrency: 20,
    PowerShellMaxConcurrency: 18,
    RCAMaxConcurrency: 20,
    CPAMaxConcurrency: 20,
    MessageRateLimit: null,
    RecipientRateLimit: null,
    ForwardeeLimit: null,
    CPUStartPercent: 75,
  },
  '2013': sinceBudgets(),
  '2016': sinceBudgets(),
}

function sinceBudgets() {
  return {
    EasMaxConcurrency: 10,
    EasMaxDevices: 100,
    EwsMaxConcurrency: 27,
    EwsMaxSubscriptions: 5000,
    EwsMaxBurst: 300_000,
    EwsRechargeRate: 900_000,
    ImapMaxConcurrency: null,
    OwaMaxConcurrency: 20,
    PopMaxConcurrency: 20,
    PowerShellMaxConcurrency: 18,
    RcaMaxConcurrency: 40,
    CpaMaxConcurrency: 20,
    MessageRateLimit: null,
    RecipientRateLimit: null,
    ForwardeeLimit: 10,
  }
}

const scopes = { '2010': 'Organization', '2013': 'Global', '2016': 'Global' } as const

/** Nobody is throttled here: it tells what a real server would hold people to. */
export const throttlingPolicyCmdlets = [
  exchangeCmdlet({
    name: 'Get-ThrottlingPolicy',
    synopsis: 'Shows how much one person may ask of the servers at once.',
    reads: true,
    parameters: { Identity: piped({ ...text, position: 1 }) },
    run: async ({ Identity }, site) => {
      const version = (await shellVersion(site)) ?? '2010'
      const name = version === '2010' ? 'DefaultThrottlingPolicy' : 'GlobalThrottlingPolicy'
      if (Identity && !isLike(name.toLowerCase(), Identity.toLowerCase()))
        return couldNotBeFound(site, Identity, 'Identity')
      const limits = Object.entries(usual[version]).map(([key, value]) => [key, value ?? 'Unlimited'])
      const policy = { Name: name, ThrottlingPolicyScope: scopes[version], IsDefault: version === '2010' }
      return ok({ output: [{ ...policy, ...Object.fromEntries(limits), Identity: name }] })
    },
  }),
]
