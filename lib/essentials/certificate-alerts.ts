import { exchangeCertificate, type Site } from '@/lib/exchange'
import { findWebCertificate, proxyConfiguration, proxyName } from '@/lib/network'
import { type Alert, listed } from './service-alerts'

const day = 86_400_000
/** The Best Practices Analyzer warns of a certificate 30 days before its end. */
const expiresSoon = 30 * day

/** A certificate that somebody is shown. */
interface InUse {
  readonly id: string
  readonly names: readonly string[]
  /** ISO 8601. */
  readonly notAfter: string
  /** "It serves IIS on EXCH01". */
  readonly use: string
  readonly renewal: string
  readonly link: { readonly label: string; readonly href: string }
}

async function ofExchange({ store }: Site): Promise<InUse[]> {
  return (await store.list(exchangeCertificate)).flatMap(({ name, properties }): InUse[] => {
    const { facts, services, certificateDomains, subject, server } = properties
    if (!facts || services.length === 0) return []
    return [
      {
        id: `certificate/${name}`,
        names: certificateDomains.length > 0 ? certificateDomains : [subject],
        notAfter: facts.notAfter,
        use: `It serves ${listed(services)} on ${server}`,
        renewal: 'Renew it, and assign its services to the new one.',
        link: { label: 'Renew the certificate', href: `/do/renew-certificate?for=${name}&back=/alerts` },
      },
    ]
  })
}

async function ofProxy({ store }: Site): Promise<InUse[]> {
  const configured = (await store.find(proxyConfiguration, proxyName))?.properties.configured
  if (!configured) return []
  return [
    {
      id: 'certificate/ARR',
      names: configured.hostNames,
      notAfter: configured.certificate.notAfter,
      use: 'The reverse proxy shows it to the Internet',
      renewal: 'Export the new certificate as a PFX, and configure the reverse proxy with it.',
      link: { label: 'Configure the reverse proxy', href: '/do/configure-proxy?back=/alerts' },
    },
  ]
}

async function ofRemoteWebAccess(site: Site): Promise<InUse[]> {
  const given = await findWebCertificate(site)
  if (!given) return []
  return [
    {
      id: 'certificate/RemoteWebAccess',
      names: [given.domainName],
      notAfter: given.facts.notAfter,
      use: 'The Essentials server shows it for Remote Web Access',
      renewal: 'Give it the PFX of the new certificate.',
      link: { label: 'Replace the certificate', href: '/do/remote-certificate?back=/alerts' },
    },
  ]
}

function alertOf({ id, names, notAfter, use, renewal, link }: InUse, now: Date): Alert[] {
  const left = Date.parse(notAfter) - now.getTime()
  if (left > expiresSoon) return []
  const title = `The certificate of ${names[0]}${id === 'certificate/ARR' ? ' at the reverse proxy' : ''}`
  const days = Math.floor(left / day)
  const when = days === 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`
  const until = notAfter.slice(0, 10)
  return [
    left <= 0
      ? {
          id,
          severity: 'critical',
          title: `${title} has expired`,
          cause: `${use}, and it was valid until ${until}. Outlook, phones and browsers warn or refuse to connect to ${listed(names)}. ${renewal}`,
          link,
        }
      : {
          id,
          severity: 'warning',
          title: `${title} expires ${when}`,
          cause: `${use} until ${until}. After that ${listed(names)} ${names.length === 1 ? 'stops' : 'stop'} working without warnings. ${renewal}`,
          link,
        },
  ]
}

/** Certificates that end within 30 days of the site's clock, or have ended; those that nobody is shown are left out. */
export async function certificateAlerts(site: Site): Promise<Alert[]> {
  const used = await Promise.all([ofExchange(site), ofProxy(site), ofRemoteWebAccess(site)])
  const now = site.clock.now()
  return used.flat().flatMap((one) => alertOf(one, now))
}
