import type { Examined } from '@/lib/analyzer'
import { dnsRecordsChecklist, type NetworkFacts, networkFacts, routerChecklist } from '@/lib/checklists'
import type { Checklist, Finding } from '@/lib/checklists/checklist'
import type { SiteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { type LiveSite, liveSite, liveSiteName, type Network } from '@/lib/network'
import { liveNetwork } from '@/lib/wire/client'

/** The real site as it was confirmed, and what its checks are computed from. */
export interface Live {
  readonly confirmed: LiveSite
  readonly examined: Examined
  readonly checklists: Readonly<Record<LiveChecklist, () => Checklist>>
}

export type LiveChecklist = 'dns-records' | 'ports'

/** What is kept of the rehearsal (zones, router, servers) says nothing of the real site. */
function realFacts(description: SiteDescription, network: Network): NetworkFacts {
  return { description, network, now: new Date(), servers: [], zones: [], router: null, proxy: null }
}

/** The router's own table is not to be seen from here; and what answers may be one's own router. */
function portsAlone(checklist: Checklist): Checklist {
  const ports = checklist.rows.filter(({ id }) => id.startsWith('forward-'))
  return {
    ...checklist,
    title: 'Ports',
    lead: 'Each port of the public address, tried by connecting to it from the computer that this dashboard runs on.',
    rows: ports.map((row) => ({ ...row, finding: row.finding.then(unlessHairpin) })),
  }
}

/** What one's own router may say in the place of the server, when it is asked from inside. */
const mayBeTheRouter = new Set(['Refused', 'Wrong server', 'TLS fails'])

function unlessHairpin(finding: Finding | null): Finding | null {
  if (finding?.state !== 'error') return finding
  const { found, verdict, reason } = finding
  if (found.length > 0 && !mayBeTheRouter.has(verdict)) return finding
  const met = found.length === 0 ? 'There was no answer.' : (reason ?? '')
  return {
    ...finding,
    state: 'warning',
    verdict: 'Cannot be judged',
    reason: `${verdict === 'Refused' ? 'The connection was refused.' : met} From inside the site’s own network that proves nothing: many routers do not lead a connection to their own public address back inside (hairpin NAT); they keep silent, refuse, or answer themselves.`,
    action: 'Try it from another network, such as a telephone’s.',
  }
}

/** Which real addresses the site has is what was confirmed, whatever the rehearsal uses. */
function describedFor({ addresses }: LiveSite, description: SiteDescription): SiteDescription {
  return { ...description, publicAddresses: addresses }
}

/**
 * The real site, to be asked from where the dashboard runs; null until an administrator has confirmed what is its own.
 * @param open for tests, which stay on this computer
 */
export async function openLive(
  site: Site,
  open: (confirmed: LiveSite) => Network = liveNetwork,
): Promise<Live | null> {
  const [facts, kept] = await Promise.all([networkFacts(site), site.store.find(liveSite, liveSiteName)])
  if (!facts || !kept) return null
  const confirmed = kept.properties
  const network = open(confirmed)
  const description = describedFor(confirmed, facts.description)
  const real = realFacts(description, network)
  return {
    confirmed,
    examined: { description, network, now: real.now, live: true },
    checklists: {
      'dns-records': () => dnsRecordsChecklist(real),
      ports: () => portsAlone(routerChecklist(real)),
    },
  }
}
