import { memberServer, type Prerequisite, type SiteDescription, server } from '@/lib/essentials'
import { exchangeServer, type Site } from '@/lib/exchange'
import { zone, zoneName } from '@/lib/network'
import { type Draft, fromPrerequisites } from './task'

export async function serverTasks(
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
      progress: { done: joined, checks: fromPrerequisites(prerequisites, 'joined') },
      why: `Exchange Server is installed on a second server, ${description.exchange.name}, which has to be a member of the Windows Server Essentials domain first. Exchange on the Essentials server itself is not supported.`,
      start: { label: 'Join the second server', href: '/do/join-server?back=/' },
    },
    {
      id: 'register-domain',
      title: 'Register your Internet domain name',
      progress: {
        done: registered !== null,
        checks: fromPrerequisites(prerequisites, 'internet-domain'),
      },
      why: `Mail for the organization is addressed to its Internet domain, ${description.internetDomain}. It has to be registered, and its records are kept at the domain name provider.`,
      start: { label: 'See the domain name provider', href: '/network/provider' },
    },
    {
      id: 'install-exchange',
      title: 'Install Exchange Server',
      progress: {
        done: exchange !== undefined,
        ...(exchange && { note: exchange.properties.version }),
        checks: fromPrerequisites(
          prerequisites,
          'joined',
          'enterprise-admins',
          'exchange',
          'management-tools',
          'restart',
        ),
      },
      why: 'Exchange Server 2010 with Service Pack 1 or Exchange Server 2013, always with its Management Tools. The account that installs it belongs to Enterprise Admins.',
      start: { label: 'Install Exchange Server', href: '/do/install-exchange?back=/' },
    },
  ]
}
