import type { CertificateService } from '@/lib/exchange'
import { type Command, command, ok, present, refuse } from '@/lib/shell'
import type { CertificateWizardFacts, ListedCertificate } from '../certificate-facts'
import { nameOf } from '../certificate-facts'
import { isOn } from '../text'
import type { Answers, Field } from '../wizard'

/** In the order in which the guide names them. */
const services: readonly { service: CertificateService; label: string; hint: string }[] = [
  { service: 'IIS', label: 'Web (IIS)', hint: 'Outlook, phones, Outlook on the web.' },
  { service: 'SMTP', label: 'SMTP', hint: 'Mail that comes in and goes out with TLS.' },
  { service: 'IMAP', label: 'IMAP4', hint: 'Mail programs and phones that use IMAP.' },
  { service: 'POP', label: 'POP3', hint: 'Mail programs that fetch mail.' },
]

const holder = (others: readonly ListedCertificate[], service: CertificateService) =>
  others.find((one) => one.services.includes(service))

/** One switch for each service; those that it has already cannot be taken away: another certificate takes them. */
export function serviceFields(
  atLeastOne: boolean,
  shown: Field<CertificateWizardFacts>['shown'] = () => true,
): readonly Field<CertificateWizardFacts>[] {
  return services.map(({ service, label, hint }, index) => ({
    kind: 'toggle',
    name: `use${service}`,
    label,
    parameter: index === 0 ? 'Services' : undefined,
    hint: ({ others }) => {
      const now = service === 'SMTP' ? undefined : holder(others, service)
      return now ? `${hint} Now served by the certificate of ${nameOf(now)}.` : hint
    },
    suggest: () => true,
    shown: (facts, answers) =>
      shown(facts, answers) && !(facts.certificate?.services.includes(service) ?? false),
    ...(atLeastOne && { check: (_, facts, answers) => checkServices(facts, answers) }),
  }))
}

function checkServices({ certificate }: CertificateWizardFacts, answers: Answers) {
  const had = certificate?.services ?? []
  return servicesOf(answers).some((service) => !had.includes(service))
    ? ok(null)
    : refuse('InvalidArgument', 'NoServiceChosen', 'No service is chosen.', {
        target: 'Services',
        recommendedAction: 'Choose at least one.',
      })
}

export function servicesOf(answers: Answers): readonly CertificateService[] {
  return services.map(({ service }) => service).filter((service) => isOn(answers, `use${service}`))
}

/** -Force answers "Overwrite the existing default SMTP certificate?", which nobody could answer in a run. */
export function enableCommand(answers: Answers, thumbprint?: string): Command | null {
  const chosen = servicesOf(answers)
  return chosen.length > 0
    ? command('Enable-ExchangeCertificate', { Thumbprint: thumbprint, Services: [...chosen], Force: present })
    : null
}
