import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { HomeLayout } from '@/components/frame/home-layout'
import { forRole } from '@/components/frame/view-only'
import { EmailService, HelpTopics, QuickStatus, RecentRunbooks } from '@/components/home/categories'
import { ChosenTask, SetupTaskTile } from '@/components/home/setup-task'
import { Answered } from '@/components/ui/answered'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import type { PageProps } from '@/lib/server/address'
import { homeCommand } from '@/lib/server/list-commands/home'
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
  const wantedNow = tasks.find(({ id }) => id === wantedTask)
  const chosen = wantedNow ?? view.firstOpen
  const tiles: { id: Category; title: string; sentence: ReactNode }[] = [
    {
      id: 'setup',
      title: 'Setup',
      sentence: <Answered answer={view.summary} asking="Asking how far everything is…" />,
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
  const command = homeCommand(category, view.exchange)
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
            tasks: tasks.map((task) => ({
              id: task.id,
              tile: <SetupTaskTile task={task} chosen={chosen} />,
            })),
          }
        : {})}
    >
      {category === 'setup' && (
        <ChosenTask chosen={chosen} skip={skipTaskAction} disabledReason={disabledReason} />
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
      {command && (
        <div className="mt-6">
          <ShowAsCommand id="home-command" {...command} />
        </div>
      )}
    </HomeLayout>
  )
}
