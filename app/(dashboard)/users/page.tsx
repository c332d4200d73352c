import type { Metadata } from 'next'
import { DetailsPane, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { Chip } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { SearchBox } from '@/components/ui/search-box'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { userColumns } from '@/components/users/user-columns'
import { UserDetails } from '@/components/users/user-details'
import { UserTasks } from '@/components/users/user-tasks'
import { address, type PageProps } from '@/lib/server/address'
import { usersCommand } from '@/lib/server/list-commands/users'
import { usersView } from '@/lib/server/queries/users-view'

export const metadata: Metadata = { title: 'Users' }

export default async function UsersPage({ searchParams }: PageProps) {
  const parameters = await searchParams
  const view = await usersView(parameters)
  const { query, slice, selected, withEmail, person } = view
  const disabledReason = forRole(person)
  const here = (change: Record<string, string | null>) => address('/users', parameters, change)
  const fresh = { after: null, before: null }
  const total = `${slice.total.count.toLocaleString('en-US')}${slice.total.more ? '+' : ''} ${slice.total.count === 1 ? 'user' : 'users'}`
  return (
    <ThreePane
      title="Users"
      toolbar={
        <>
          <SearchBox
            label="Search users"
            placeholder="Name, alias or address"
            defaultValue={query.search}
            keep={{
              sort: query.sort,
              order: query.descending ? 'descending' : undefined,
              status: query.status ?? undefined,
            }}
          />
          {query.status ? (
            <Chip removeHref={here({ ...fresh, status: null })}>
              {query.status === 'active' ? 'Active' : 'Deactivated'}
            </Chip>
          ) : (
            <>
              <a className="act text-sm" href={here({ ...fresh, status: 'active' })}>
                Active only
              </a>
              <a className="act text-sm" href={here({ ...fresh, status: 'inactive' })}>
                Deactivated only
              </a>
            </>
          )}
          <span className="ml-auto text-xs text-soft" role="status">
            {total}
          </span>
          <ShowAsCommand id="users-command" {...usersCommand(query, view.exchange)} />
        </>
      }
      details={
        selected ? (
          <UserDetails user={selected} databaseLimits={view.databaseLimits} withEmail={withEmail} />
        ) : (
          slice.rows.length > 0 && (
            <DetailsPane title="No user is selected" subtitle="Select one to see its details and tasks." />
          )
        )
      }
      tasks={
        <UserTasks user={selected} disabledReason={disabledReason} withEmail={withEmail} back={here({})} />
      }
    >
      <Table
        caption="Users"
        columns={userColumns(withEmail)}
        rows={slice.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => here({ selected: id })}
        selected={selected?.id ?? null}
        sort={{ column: query.sort, direction: query.descending ? 'desc' : 'asc' }}
        sortHref={({ column, direction }) =>
          here({ ...fresh, sort: column, order: direction === 'desc' ? 'descending' : null })
        }
        empty={
          query.search || query.status ? (
            <EmptyState
              title="Nobody matches"
              actions={<LinkButton href="/users">Show all users</LinkButton>}
            >
              No user has “{query.search}” in the name, the alias or an address.
            </EmptyState>
          ) : (
            <EmptyState
              title="There are no users yet"
              actions={
                <>
                  <LinkButton look="primary" href="/users/add" disabledReason={disabledReason}>
                    Add a user account
                  </LinkButton>
                  <LinkButton href="/users/import" disabledReason={disabledReason}>
                    Import from a CSV file
                  </LinkButton>
                </>
              }
            >
              {withEmail
                ? 'Each new account gets a mailbox, an alias and a quota.'
                : 'Set up Exchange Server integration first if each is to get a mailbox.'}
            </EmptyState>
          )
        }
      />
      <Pager
        previousHref={slice.previous && here({ before: slice.previous, after: null, selected: null })}
        nextHref={slice.next && here({ after: slice.next, before: null, selected: null })}
      />
    </ThreePane>
  )
}
