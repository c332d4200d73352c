import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { ThreePane } from '@/components/frame/three-pane'
import { MessageStory } from '@/components/tracking/message-story'
import { TrackingSearchForm } from '@/components/tracking/search-form'
import { trackingColumns } from '@/components/tracking/tracking-columns'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { knownEvents, knownSources, shellVersion, transportServers } from '@/lib/exchange'
import { address, firstOf, type PageProps, type Parameters } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { messageCommand, trackingCommand } from '@/lib/server/list-commands/tracking'
import { findMessageStory } from '@/lib/server/queries/message-story'
import { readTrackingSearch, searchTracking } from '@/lib/server/queries/tracking-search'

export const metadata: Metadata = { title: 'Message tracking' }

const fields = ['sender', 'recipient', 'subject', 'id', 'event', 'source', 'server', 'start', 'end'] as const

function valuesOf(parameters: Parameters): Partial<Record<(typeof fields)[number], string>> {
  return Object.fromEntries(fields.map((name) => [name, firstOf(parameters[name])?.slice(0, 1000) ?? '']))
}

export default async function TrackingPage({ searchParams }: PageProps) {
  const { site } = await dashboard()
  const parameters = await searchParams
  const search = readTrackingSearch(parameters)
  const [{ rows, previous, next }, version, servers, story] = await Promise.all([
    searchTracking(search),
    shellVersion(site),
    transportServers(site),
    search.message === null ? null : findMessageStory(search.message),
  ])
  const here = (change: Record<string, string | null>) => address('/email/tracking', parameters, change)
  const values = valuesOf(parameters)
  const searched = Object.values(values).some(Boolean)
  return (
    <ThreePane
      title="Message tracking"
      toolbar={
        <>
          <TrackingSearchForm
            values={values}
            servers={servers.map(({ name }) => name)}
            events={knownEvents}
            sources={knownSources}
            open={search.message === null}
          />
          {version && (
            <span className="ml-auto">
              <ShowAsCommand id="tracking-command" what="the events" {...trackingCommand(search, version)} />
            </span>
          )}
        </>
      }
      tasks={
        <TaskGroup title="Message tracking tasks">
          <TaskLink href="/email/tracking/logs">Log files</TaskLink>
          <TaskLink href="/email/tracking/routing">View the routing table</TaskLink>
          <TaskLink href="/devices/events">Event log</TaskLink>
          <TaskLink href="/email/codes">Explain a non-delivery code</TaskLink>
        </TaskGroup>
      }
    >
      {search.message !== null && (
        <div className="px-4 py-3">
          {story ? (
            <>
              <MessageStory story={story} />
              {version && (
                <div className="mt-2 flex justify-end">
                  <ShowAsCommand
                    id="message-command"
                    what="this message"
                    {...messageCommand(story.messageId, version)}
                  />
                </div>
              )}
            </>
          ) : (
            <EmptyState title="No server has heard of this message">
              The tracking logs may not reach back to it, or its Message-ID is another one: {search.message}
            </EmptyState>
          )}
        </div>
      )}
      <Table
        caption="Events of the message tracking logs, newest first"
        columns={trackingColumns}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ messageId }) => here({ message: messageId })}
        empty={
          <EmptyState
            title={searched ? 'No event matches' : 'No message has come yet'}
            actions={
              searched ? (
                <LinkButton href="/email/tracking">Show all events</LinkButton>
              ) : (
                <LinkButton href="/email/mail-flow/send-test">Send a test message</LinkButton>
              )
            }
          >
            {searched
              ? 'Take a field away, or look at a longer time.'
              : 'Every message leaves its way here: where it came from, what was done with it, and where it went.'}
          </EmptyState>
        }
      />
      <Pager
        previousHref={previous && here({ before: previous, after: null })}
        nextHref={next && here({ after: next, before: null })}
      />
    </ThreePane>
  )
}
