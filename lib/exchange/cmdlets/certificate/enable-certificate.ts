import {
  type Command,
  command,
  flags,
  mandatory,
  type Outcome,
  ok,
  present,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import {
  type CertificateService,
  type ExchangeCertificate,
  exchangeCertificate,
} from '../../organization/exchange-certificate'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireCertificate, thumbprint } from './require-certificate'

type Certificate = Stored<ExchangeCertificate>

/** Each of these shows one certificate; SMTP chooses among all that it has by the name that is asked for. */
const exclusive = ['IMAP', 'POP', 'IIS'] as const
const services = ['IMAP', 'POP', 'IIS', 'SMTP'] as const

/** UM and Federation are named in real command lines; there is nothing here that they would serve. */
export const allowedServices = flags(
  'AllowedServices',
  ...services,
  'UM',
  'UMCallRouter',
  'Federation',
  'None',
)

export const enableCertificate = exchangeCmdlet({
  name: 'Enable-ExchangeCertificate',
  synopsis: 'Gives a certificate to services. Services that it has keep it.',
  parameters: {
    Thumbprint: thumbprint,
    Services: mandatory(allowedServices),
    Server: text,
    Force: switchParameter,
    DoNotRequireSsl: switchParameter,
    NetworkServiceAllowed: switchParameter,
  },
  run: async ({ Thumbprint, Services, Force = false }, site) => {
    const found = await requireCertificate(site, Thumbprint)
    if (!found.ok) return found
    return assignServices(
      found.value,
      services.filter((one) => Services.includes(one)),
      Force,
      site,
    )
  },
})

/** Without -Force, Exchange asks before it replaces the default SMTP certificate; unasked it leaves it. */
export async function assignServices(
  certificate: Certificate,
  wanted: readonly CertificateService[],
  force: boolean,
  site: Site,
): Promise<Result<Outcome>> {
  const usable = checkUsable(certificate, site)
  if (!usable.ok) return usable
  const others = (await site.store.list(exchangeCertificate)).filter(
    ({ id, properties }) => id !== certificate.id && properties.server === certificate.properties.server,
  )
  const transport = others.find(({ properties }) => properties.internalTransport)
  const replaces = wanted.includes('SMTP') && (force || !transport)
  const undo: Command[] = []
  for (const other of others) {
    const released = await release(other, wanted, replaces, site)
    if (!released.ok) return released
    undo.push(...released.value)
  }
  const now = services.filter((one) => wanted.includes(one) || certificate.properties.services.includes(one))
  const assigned = await site.store.update(exchangeCertificate, certificate, {
    services: now,
    internalTransport: certificate.properties.internalTransport || replaces,
  })
  if (!assigned.ok) return assigned
  return ok({ warnings: warningsFor(certificate, wanted, transport !== undefined && !replaces), undo })
}

/** Takes the services of which there is one certificate from the one that had them; gives the way back. */
async function release(
  other: Certificate,
  wanted: readonly CertificateService[],
  replaces: boolean,
  site: Site,
): Promise<Result<readonly Command[]>> {
  const { services: had, internalTransport } = other.properties
  const lost = exclusive.filter((one) => wanted.includes(one) && had.includes(one))
  const loses = internalTransport && replaces
  if (lost.length === 0 && !loses) return ok([])
  const changed = await site.store.update(exchangeCertificate, other, {
    services: had.filter((one) => !lost.some((gone) => gone === one)),
    internalTransport: internalTransport && !replaces,
  })
  if (!changed.ok) return changed
  const back = [...lost, ...(loses ? ['SMTP'] : [])]
  return ok([
    command('Enable-ExchangeCertificate', {
      Thumbprint: other.name,
      Services: back.join(', '),
      Force: present,
    }),
  ])
}

function checkUsable({ name, properties: { status, facts } }: Certificate, { clock }: Site): Result<void> {
  const expired = facts !== null && new Date(facts.notAfter) < clock.now()
  const reason = status === 'PendingRequest' ? 'PrivateKeyMissing' : expired ? 'DateInvalid' : null
  return reason === null
    ? ok(undefined)
    : refuse(
        'InvalidOperation',
        'CertificateNotValidForExchange',
        `The certificate with thumbprint ${name} was found but is not valid for use with Exchange Server (reason: ${reason}).`,
        {
          target: 'Thumbprint',
          recommendedAction:
            reason === 'DateInvalid'
              ? 'Renew the certificate and import the new one.'
              : 'Import the certificate that the certification authority issued for this request first.',
        },
      )
}

function warningsFor(
  { name, properties: { subject } }: Certificate,
  wanted: readonly CertificateService[],
  keepsTransport: boolean,
): readonly string[] {
  const wildcard = /CN=\*/.test(subject)
  const mail = wildcard ? (['POP', 'IMAP'] as const).filter((one) => wanted.includes(one)) : []
  return [
    ...(wanted.includes('SMTP') && keepsTransport
      ? ['The existing default SMTP certificate was kept. Use -Force to overwrite it with this one.']
      : []),
    ...mail.map(
      (one) =>
        `This certificate with thumbprint ${name} and subject '${subject}' cannot be used for ${one} SSL/TLS connections because the subject is not a Fully Qualified Domain Name (FQDN). Use Set-${one}Settings to set X509CertificateName to the FQDN of the service.`,
    ),
  ]
}
