import type { Metadata } from 'next'
import { HomeLayout } from '@/components/frame/home-layout'
import { forRole } from '@/components/frame/view-only'
import { EmailService, HelpTopics, QuickStatus, RecentRunbooks } from '@/components/home/categories'
import { SetupTaskDetail, taskNote, taskState } from '@/components/home/setup-task'
import type { PageProps } from '@/lib/server/address'
import { homeView } from '@/lib/server/queries/home-view'
import { skipTaskAction } from './network/actions'

export const metadata: Metadata = { title: 'Home' }

const categories = ['setup', 'email', 'status', 'runbooks', 'help'] as const
type Category = (typeof categories)[number]

export default async function HomePage({ searchParams }: PageProps) {
  const { category: wanted, task: wantedTask } = await searchParams
  const category: Category = categories.find((one) => one === wanted) ?? 'setup'
  const view = await homeView()
  const { tasks, integrated } = view
  const done = tasks.filter(({ state }) => state === 'done').length
  const task =
    tasks.find(({ id }) => id === wantedTask) ??
    tasks.find(({ state }) => state === 'todo' || state === 'attention') ??
    tasks[0]
  const tiles: { id: Category; title: string; sentence: string }[] = [
    {
      id: 'setup',
      title: 'Setup',
      sentence:
        done === tasks.length
          ? 'Everything is set up.'
          : `${done} of ${tasks.length} done. Finish these tasks to put email in service.`,
    },
    {
      id: 'email',
      title: 'Email service',
      sentence: integrated ? 'Exchange Server, integrated' : 'Exchange Server, not integrated',
    },
    { id: 'status', title: 'Quick status', sentence: 'Servers, users, DNS and certificates at a glance.' },
    { id: 'runbooks', title: 'Runbooks', sentence: 'What was run, what it changed, scripts to take away.' },
    { id: 'help', title: 'Help', sentence: 'How things hang together, and where to look.' },
  ]
  const disabledReason = forRole(view.person)
  return (
    <HomeLayout
      title={`Home: ${tiles.find(({ id }) => id === category)?.title}`}
      categories={tiles.map(({ id, ...tile }) => ({
        ...tile,
        href: id === 'setup' ? '/' : `/?category=${id}`,
        current: id === category,
        ember: id === 'setup',
      }))}
      {...(category === 'setup'
        ? {
            tasks: tasks.map((one) => ({
              href: `/?task=${one.id}`,
              title: one.title,
              state: taskState(one),
              note: taskNote(one),
              current: one.id === task?.id,
            })),
          }
        : {})}
    >
      {category === 'setup' && task && (
        <SetupTaskDetail task={task} skip={skipTaskAction} disabledReason={disabledReason} />
      )}
      {category === 'email' && (
        <EmailService
          integrated={integrated}
          description={view.description}
          disabledReason={disabledReason}
        />
      )}
      {category === 'status' && <QuickStatus status={view.status} />}
      {category === 'runbooks' && <RecentRunbooks runs={view.runs} now={new Date()} />}
      {category === 'help' && <HelpTopics />}
    </HomeLayout>
  )
}
