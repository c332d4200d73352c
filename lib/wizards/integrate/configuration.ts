import type { Step } from '@/lib/runbooks/runbook'
import { isOn } from '../text'
import type { Answers, Page } from '../wizard'
import { directorySteps, outlookAnywhereSteps, servicePointSteps } from './access-steps'
import { receiveSteps, sendSteps } from './connector-steps'
import { acceptedDomainSteps, policySteps } from './domain-steps'
import type { IntegrateFacts } from './facts'

type Part = {
  name: string
  label: string
  steps: (facts: IntegrateFacts, answers: Answers) => readonly Step[]
  hint: string
}

export const parts: readonly Part[] = [
  {
    name: 'doDomain',
    label: 'Accepted domain',
    steps: acceptedDomainSteps,
    hint: 'Exchange accepts mail for the domain, and it becomes the default.',
  },
  {
    name: 'doPolicy',
    label: 'E-mail address policy',
    steps: policySteps,
    hint: 'New recipients get alias@domain.',
  },
  {
    name: 'doDirectories',
    label: 'Client access addresses',
    steps: directorySteps,
    hint: 'The same address inside and outside for Outlook on the web, ECP, ActiveSync, OAB and EWS.',
  },
  {
    name: 'doOutlookAnywhere',
    label: 'Outlook Anywhere',
    steps: outlookAnywhereSteps,
    hint: 'Basic authentication, no SSL offloading.',
  },
  {
    name: 'doServicePoint',
    label: 'Autodiscover in the office',
    steps: servicePointSteps,
    hint: 'Computers of the domain ask the mail host, whose name the certificate holds.',
  },
  {
    name: 'doReceive',
    label: 'Receive connectors',
    steps: receiveSteps,
    hint: 'The default one for the office, a new one for the Internet.',
  },
  {
    name: 'doSend',
    label: 'Send connector',
    steps: sendSteps,
    hint: 'Mail to everybody else goes out by DNS.',
  },
]

export const configurationPage: Page<IntegrateFacts> = {
  id: 'configuration',
  title: 'Configuration',
  lead: 'What Exchange Server needs to serve this domain. What is already so stays as it is.',
  fields: [
    ...parts.map(({ name, label, steps, hint }) => ({
      kind: 'toggle' as const,
      name,
      label,
      hint: (facts: IntegrateFacts, answers: Answers) =>
        steps(facts, answers).length > 0 ? hint : 'Already as it should be: nothing to change.',
      suggest: () => true,
    })),
    {
      kind: 'text',
      name: 'internalRange',
      label: 'Addresses of the office',
      parameter: 'RemoteIPRanges',
      suggest: ({ internalRange }) => internalRange,
      shown: (_, answers) => isOn(answers, 'doReceive'),
    },
  ],
}

export function configurationSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  return parts.flatMap(({ name, steps }) => (isOn(answers, name) ? steps(facts, answers) : []))
}
