import {
  findDescription,
  integration,
  integrationPrerequisites,
  memberServer,
  type Prerequisite,
  type SiteDescription,
  server,
  skippedTask,
} from '@/lib/essentials'
import { exchangeServer, type Site } from '@/lib/exchange'
import { zone, zoneName } from '@/lib/network'
import type { Checklist } from './checklist'
import { dnsRecordsChecklist } from './dns-records'
import { networkFacts } from './facts'
import { reverseProxyChecklist } from './reverse-proxy'
import { routerChecklist } from './router'
import { splitDnsChecklist } from './split-dns'

/** One thing to look at in a task's pane. */
export interface TaskCheck {
  readonly id: string
  readonly state: 'ok' | 'pending' | 'warning' | 'error'
  readonly title: string
  readonly reason?: string
}

/** A task of Home > Setup, in the order of the guide. */
export interface SetupTask {
  readonly id: string
  readonly title: string
  readonly state: 'done' | 'attention' | 'todo' | 'skipped'
  readonly requirement: 'Required' | 'Recommended' | 'Not needed'
  /** "3 of 4 found": what stands at the end of its line instead of the requirement. */
  readonly note?: string
  readonly why: string
  readonly checks: readonly TaskCheck[]
  readonly start: { readonly label: string; readonly href: string }
}

type Draft = Omit<SetupTask, 'state' | 'requirement'> & {
  readonly done: boolean
  readonly begun?: boolean
  readonly requirement?: SetupTask['requirement']
}

function fromChecklist({ rows, done }: Checklist): Pick<Draft, 'done' | 'begun' | 'note' | 'checks'> {
  const required = rows.filter((row) => row.required)
  const ok = required.filter(({ state }) => state === 'ok').length
  return {
    done,
    begun: ok > 0 && !done,
    ...(done ? {} : ok > 0 ? { note: `${ok} of ${required.length} found` } : {}),
    checks: rows.map((row) => ({
      id: row.id,
      state: row.state,
      title: `${[row.name, row.cells?.type].filter(Boolean).join(' ')}: ${row.verdict}`,
      ...(row.reason ? { reason: row.reason } : {}),
    })),
  }
}

const stateOf = { pass: 'ok', warn: 'warning', fail: 'error' } as const

function fromPrerequisites(all: readonly Prerequisite[], ...ids: readonly string[]): readonly TaskCheck[] {
  return all
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .map(({ id, state, title, reason }) => ({
      id,
      state: stateOf[state],
      title,
      ...(reason ? { reason } : {}),
    }))
}

async function serverTasks(
  site: Site,
  description: SiteDescription,
  prerequisites: readonly Prerequisite[],
): Promise<readonly Draft[]> {
  const joined = memberServer(await site.store.list(server))?.properties.joined ?? false
  const registered = await site.store.find(zone, zoneName('internet', description.internetDomain))
  const [exchange] = (await site.store.list(exchangeServer)).filter(
    ({ properties }) => properties.roles.length > 0,
  )
  return [
    {
      id: 'join-server',
      title: 'Join the second server',
      done: joined,
      why: `Exchange Server is installed on a second server, ${description.exchange.name}, which has to be a member of the Windows Server Essentials domain first. Exchange on the Essentials server itself is not supported.`,
      checks: fromPrerequisites(prerequisites, 'joined'),
      start: { label: 'Join the second server', href: '/do/join-server?back=/' },
    },
    {
      id: 'register-domain',
      title: 'Register your Internet domain name',
      done: registered !== null,
      why: `Mail for the organization is addressed to its Internet domain, ${description.internetDomain}. It has to be registered, and its records are kept at the domain name provider.`,
      checks: fromPrerequisites(prerequisites, 'internet-domain'),
      start: { label: 'See the domain name provider', href: '/network/provider' },
    },
    {
      id: 'install-exchange',
      title: 'Install Exchange Server',
      done: exchange !== undefined,
      ...(exchange ? { note: exchange.properties.version } : {}),
      why: 'Exchange Server 2010 with Service Pack 1 or Exchange Server 2013, always with its Management Tools. The account that installs it belongs to Enterprise Admins.',
      checks: fromPrerequisites(
        prerequisites,
        'joined',
        'enterprise-admins',
        'exchange',
        'management-tools',
        'restart',
      ),
      start: { label: 'Install Exchange Server', href: '/do/install-exchange?back=/' },
    },
  ]
}

async function networkTasks(site: Site): Promise<readonly Draft[]> {
  const facts = await networkFacts(site)
  if (!facts) return []
  const [dns, ports, proxy, split] = await Promise.all([
    dnsRecordsChecklist(facts),
    routerChecklist(facts),
    reverseProxyChecklist(facts),
    splitDnsChecklist(facts),
  ])
  const clean = facts.description.scenario === 'clean'
  const shared = facts.description.connections === 'one'
  return [
    {
      id: 'dns-records',
      title: 'Create the DNS records',
      ...fromChecklist(dns),
      why: 'Other mail servers find yours by the MX record, check that a message may come from it by the SPF record, and Outlook finds the mailbox by the autodiscover record. They are created at the domain name provider.',
      start: { label: 'Open the checklist', href: '/network/dns' },
    },
    {
      id: 'router',
      title: 'Configure the network router',
      requirement: clean ? 'Required' : 'Recommended',
      ...fromChecklist(ports),
      why: 'The router passes mail (port 25) to Exchange Server, and web traffic (80 and 443) to the Essentials server. Both servers need addresses that do not change.',
      start: { label: 'Open the port table', href: '/network/router' },
    },
    {
      id: 'reverse-proxy',
      title: 'Configure the reverse proxy (ARR)',
      requirement: shared ? 'Required' : 'Not needed',
      ...fromChecklist(proxy),
      done: shared ? proxy.done : true,
      why: 'One Internet connection, two servers that speak HTTPS: Application Request Routing on the Essentials server passes on what is meant for Exchange, by its host name.',
      start: { label: 'Open the steps', href: '/network/proxy' },
    },
    {
      id: 'split-dns',
      title: 'Configure split DNS',
      requirement: 'Recommended',
      ...fromChecklist(split),
      why: 'In the office the mail host leads straight to Exchange Server, outside to the public address: people use one name wherever they are.',
      start: { label: 'Open the steps', href: '/network/split-dns' },
    },
  ]
}

function finish(draft: Draft, skipped: boolean): SetupTask {
  const { done, begun, requirement = 'Required', ...task } = draft
  const state = done ? 'done' : skipped ? 'skipped' : begun ? 'attention' : 'todo'
  return { ...task, requirement, state }
}

/**
 * Home > Setup: the guide's tasks in its order. While migrating, the integration comes after the old Exchange
 * Server is gone; with several Internet connections no reverse proxy is needed.
 * @param users how many accounts there are
 */
export async function setupTasks(site: Site, users: number): Promise<readonly SetupTask[]> {
  const description = await findDescription(site)
  if (!description) return []
  const prerequisites = await integrationPrerequisites(site)
  const [join, register, install] = await serverTasks(site, description, prerequisites)
  const [dns, ports, proxy, split] = await networkTasks(site)
  const integrated = (await site.store.find(integration, 'Exchange'))?.properties.enabled ?? false
  const integrate: Draft = {
    id: 'integrate',
    title: 'Integrate your Exchange Server',
    done: integrated,
    why: 'Connects the Exchange Server on your second server to this dashboard. You can then give every user a mailbox, an alias and a quota when you add the account.',
    checks: fromPrerequisites(prerequisites),
    start: { label: 'Set up Exchange Server integration', href: '/email/integrate' },
  }
  const people: Draft = {
    id: 'add-users',
    title: 'Add user accounts',
    done: users > 0,
    note: users === 1 ? '1 user' : `${users.toLocaleString('en-US')} users`,
    why: 'Everybody who works here gets an account, and with the integration a mailbox.',
    checks: [],
    start: { label: 'Add a user account', href: '/users/add' },
  }
  const skipped = new Set((await site.store.list(skippedTask)).map(({ name }) => name.toLowerCase()))
  const order = [join, register, dns, install, integrate, ports, proxy, split, people]
  return order.flatMap((draft) => (draft ? [finish(draft, skipped.has(draft.id))] : []))
}
