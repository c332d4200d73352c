import { firstOpenTask, type SetupTask, setupTasks } from '@/lib/checklists'
import { integration, server, startsByItself } from '@/lib/essentials'
import { exchangeCertificate, shellVersion } from '@/lib/exchange'
import { dashboard, figures } from '../dashboard'
import { listRuns } from './runs'

/** How one thing of Quick status stands. */
export interface Standing {
  readonly value: string
  readonly state: 'ok' | 'warning' | 'error' | 'neutral'
}

/** One line of Quick status. */
export interface StatusLine {
  readonly id: string
  readonly title: string
  readonly href: string
  readonly standing: Promise<Standing>
}

const networkLines = [
  ['dns-records', 'DNS records', '/network/dns'],
  ['router', 'Router', '/network/router'],
  ['reverse-proxy', 'Reverse proxy', '/network/proxy'],
  ['split-dns', 'Split DNS', '/network/split-dns'],
] as const

async function standingOf(task: SetupTask | undefined): Promise<Standing> {
  const progress = await task?.progress
  return progress?.state === 'done'
    ? { value: 'In order', state: 'ok' }
    : { value: progress?.note ?? 'Not set up', state: 'warning' }
}

/** "4 of 9 done": known once the last task is. */
async function summaryOf(tasks: readonly SetupTask[]): Promise<string> {
  const progress = await Promise.all(tasks.map((task) => task.progress))
  const done = progress.filter(({ state }) => state === 'done').length
  return done === tasks.length
    ? 'Everything is set up.'
    : `${done} of ${tasks.length} done. Finish these tasks to put email in service.`
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
  const line = (id: string, title: string, href: string, value: string, state: Standing['state']) => ({
    id,
    title,
    href,
    standing: Promise.resolve({ value, state }),
  })
  const count = `${numbers.users.toLocaleString('en-US')}${numbers.users === 10_000 ? '+' : ''}`
  const status: readonly StatusLine[] = [
    line('users', 'Active user accounts', '/users', count, 'neutral'),
    line(
      'mailboxes',
      'Full mailboxes',
      '/users?sort=mailbox&order=descending',
      String(numbers.mailboxesFull),
      numbers.mailboxesFull > 0 ? 'error' : 'ok',
    ),
    line(
      'services',
      'Stopped services',
      '/devices',
      stopped.join(', ') || 'None',
      stopped.length > 0 ? 'warning' : 'ok',
    ),
    ...networkLines.map(([id, title, href]) => ({
      id,
      title,
      href,
      standing: standingOf(tasks.find((task) => task.id === id)),
    })),
    line('certificates', 'Certificates on Exchange Server', '/email', String(certificates), 'neutral'),
  ]
  return {
    person,
    description,
    tasks,
    summary: summaryOf(tasks),
    firstOpen: firstOpenTask(tasks),
    integrated: integrated?.properties.enabled ?? false,
    /** Whether there is an Exchange Management Shell. */
    exchange: (await shellVersion(site)) !== null,
    status,
    runs: runs.rows.slice(0, 10),
  }
}
