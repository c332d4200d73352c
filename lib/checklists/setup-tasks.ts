import { findDescription, integration, integrationPrerequisites, skippedTask } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { networkTasks } from './setup/network-tasks'
import { serverTasks } from './setup/server-tasks'
import { type Draft, fromPrerequisites, type Progress, type SetupTask, type TaskProgress } from './setup/task'

export type { SetupTask, TaskCheck, TaskProgress } from './setup/task'

function judge({ done, begun, note, checks }: Progress, skipped: boolean): TaskProgress {
  const state = done ? 'done' : skipped ? 'skipped' : begun ? 'attention' : 'todo'
  return { state, checks, ...(note && { note }) }
}

function finish({ progress, requirement = 'Required', ...task }: Draft, skipped: boolean): SetupTask {
  if (!(progress instanceof Promise)) {
    const known = judge(progress, skipped)
    return { ...task, requirement, known, progress: Promise.resolve(known) }
  }
  const judged = progress.then((one) => judge(one, skipped))
  // A task that nobody waits for must not end the process by its failure.
  judged.catch(() => undefined)
  return { ...task, requirement, progress: judged }
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
    progress: { done: integrated, checks: fromPrerequisites(prerequisites) },
    why: 'Connects the Exchange Server on your second server to this dashboard. You can then give every user a mailbox, an alias and a quota when you add the account.',
    start: { label: 'Set up Exchange Server integration', href: '/email/integrate' },
  }
  const people: Draft = {
    id: 'add-users',
    title: 'Add user accounts',
    progress: {
      done: users > 0,
      note: users === 1 ? '1 user' : `${users.toLocaleString('en-US')} users`,
      checks: [],
    },
    why: 'Everybody who works here gets an account, and with the integration a mailbox.',
    start: { label: 'Add a user account', href: '/users/add' },
  }
  const skipped = new Set((await site.store.list(skippedTask)).map(({ name }) => name.toLowerCase()))
  const order = [join, register, dns, install, integrate, ports, proxy, split, people]
  return order.flatMap((draft) => (draft ? [finish(draft, skipped.has(draft.id))] : []))
}

const isOpen = ({ state }: TaskProgress) => state === 'todo' || state === 'attention'

/** The task that waits to be done first; undefined when none does. A promise only where the network has to be asked. */
export function firstOpenTask(
  tasks: readonly SetupTask[],
): SetupTask | undefined | Promise<SetupTask | undefined> {
  const [first, ...rest] = tasks
  if (!first) return undefined
  if (first.known) return isOpen(first.known) ? first : firstOpenTask(rest)
  return first.progress.then((progress) => (isOpen(progress) ? first : firstOpenTask(rest)))
}
