import { setupTasks } from '@/lib/checklists'
import { integration, server, startsByItself } from '@/lib/essentials'
import { exchangeCertificate } from '@/lib/exchange'
import { dashboard, figures } from '../dashboard'
import { listRuns } from './runs'

/** One line of Quick status. */
export interface StatusLine {
  readonly id: string
  readonly title: string
  readonly value: string
  readonly state: 'ok' | 'warning' | 'error' | 'neutral'
  readonly href: string
}

/** All that Home shows. */
export async function homeView() {
  const { person, site, description } = await dashboard()
  const [numbers, runs, integrated] = await Promise.all([
    figures(),
    listRuns(undefined),
    site.store.find(integration, 'Exchange'),
  ])
  const tasks = await setupTasks(site, numbers.users)
  const stopped = (await site.store.list(server)).flatMap(({ name, properties }) =>
    Object.entries(properties.services)
      .filter(([service, { state }]) => state === 'Stopped' && startsByItself(service))
      .map(([, { displayName }]) => `${displayName} on ${name}`),
  )
  const certificates = (await site.store.list(exchangeCertificate)).length
  const ofTask = (id: string, title: string, href: string): StatusLine => {
    const task = tasks.find((one) => one.id === id)
    const done = task?.state === 'done'
    return {
      id,
      title,
      value: done ? 'In order' : (task?.note ?? 'Not set up'),
      state: done ? 'ok' : 'warning',
      href,
    }
  }
  const status: readonly StatusLine[] = [
    {
      id: 'users',
      title: 'Active user accounts',
      value: `${numbers.users.toLocaleString('en-US')}${numbers.users === 10_000 ? '+' : ''}`,
      state: 'neutral',
      href: '/users',
    },
    {
      id: 'mailboxes',
      title: 'Full mailboxes',
      value: String(numbers.mailboxesFull),
      state: numbers.mailboxesFull > 0 ? 'error' : 'ok',
      href: '/users?sort=mailbox&order=descending',
    },
    {
      id: 'services',
      title: 'Stopped services',
      value: stopped.join(', ') || 'None',
      state: stopped.length > 0 ? 'warning' : 'ok',
      href: '/devices',
    },
    ofTask('dns-records', 'DNS records', '/network/dns'),
    ofTask('router', 'Router', '/network/router'),
    ofTask('reverse-proxy', 'Reverse proxy', '/network/proxy'),
    ofTask('split-dns', 'Split DNS', '/network/split-dns'),
    {
      id: 'certificates',
      title: 'Certificates on Exchange Server',
      value: String(certificates),
      state: 'neutral',
      href: '/email',
    },
  ]
  return {
    person,
    description,
    tasks,
    integrated: integrated?.properties.enabled ?? false,
    status,
    runs: runs.rows.slice(0, 10),
  }
}
