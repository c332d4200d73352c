import type { Step } from '@/lib/runbooks/runbook'
import { command } from '@/lib/shell'
import { textOf } from '../text'
import type { Answers } from '../wizard'
import { same } from './chosen-server'
import type { IntegrateFacts } from './facts'

// The names of the guide's ConfigureExchange.ps1.
const domainName = 'official name'
const policyName = 'Windows Server Essentials Email Address Policy'

export function acceptedDomainSteps({ acceptedDomains }: IntegrateFacts, answers: Answers): readonly Step[] {
  const domain = textOf(answers, 'domain')
  const there = acceptedDomains.find((one) => same(one.domain, domain))
  if (there?.default) return []
  const taken = acceptedDomains.some(({ name }) => same(name, domainName))
  const name = there?.name ?? (taken ? domain : domainName)
  const add = {
    title: `Accept mail for ${domain}`,
    command: command('New-AcceptedDomain', { Name: name, DomainName: domain }),
  }
  const makeDefault = {
    title: `Make ${domain} the default domain`,
    command: command('Set-AcceptedDomain', { Identity: name, MakeDefault: true }),
  }
  return there ? [makeDefault] : [add, makeDefault]
}

export function policySteps({ policies }: IntegrateFacts, answers: Answers): readonly Step[] {
  const template = `%m@${textOf(answers, 'domain')}`
  const there = policies.find(({ name }) => same(name, policyName))
  if (policies.some((policy) => same(policy.template.replace(/^smtp:/i, ''), template))) return []
  const step = there
    ? command('Set-EmailAddressPolicy', { Identity: policyName, EnabledPrimarySMTPAddressTemplate: template })
    : command('New-EmailAddressPolicy', {
        Name: policyName,
        IncludedRecipients: 'AllRecipients',
        EnabledPrimarySMTPAddressTemplate: template,
      })
  return [{ title: `Give every recipient the address ${template}`, command: step }]
}
