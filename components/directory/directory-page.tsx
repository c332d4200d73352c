import { DetailsPane, ThreePane } from '@/components/frame/three-pane'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { SearchBox } from '@/components/ui/search-box'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { directoryColumns, type ListedObject } from './directory-columns'
import { DirectoryDetails, type SelectedObject } from './directory-details'
import { DirectoryTasks } from './directory-tasks'

const words = {
  groups: {
    title: 'Groups',
    one: 'group',
    begin: 'There are no groups yet',
    how: 'A group has one address for many: mail to it goes to each of its members.',
  },
  contacts: {
    title: 'Contacts',
    one: 'contact',
    begin: 'There are no contacts yet',
    how: 'A contact is somebody outside who stands in the address book of the organization.',
  },
} as const

interface Props {
  readonly list: keyof typeof words
  readonly query: { readonly search: string; readonly sort: string; readonly descending: boolean }
  readonly slice: {
    readonly rows: readonly ListedObject[]
    readonly previous: string | null
    readonly next: string | null
    readonly total: { readonly count: number; readonly more: boolean }
  }
  readonly selected: SelectedObject | null
  /** What lists them in the shell; null as long as Exchange has no shell. */
  readonly command: { readonly lines: readonly string[]; readonly note?: string } | null
  /** This page's address with some of its query changed. */
  readonly here: (change: Record<string, string | null>) => string
  readonly disabledReason: string | null
}

/** The list of groups or of contacts: searched, sorted and paged like that of users. */
export function DirectoryPage({ list, query, slice, selected, command, here, disabledReason }: Props) {
  const fresh = { after: null, before: null }
  const noShell = command === null && 'Exchange Server is not installed.'
  return (
    <ThreePane
      title={words[list].title}
      toolbar={<Toolbar {...{ list, query, slice, command }} />}
      details={
        selected ? (
          <DirectoryDetails one={selected} />
        ) : (
          slice.rows.length > 0 && (
            <DetailsPane
              title={`No ${words[list].one} is selected`}
              subtitle="Select one to see its details and tasks."
            />
          )
        )
      }
      tasks={
        <DirectoryTasks
          list={list}
          one={selected}
          back={here({})}
          disabledReason={disabledReason ?? (noShell || null)}
        />
      }
    >
      <Table
        caption={words[list].title}
        columns={directoryColumns[list]}
        rows={slice.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => here({ selected: id })}
        selected={selected?.id ?? null}
        sort={{ column: query.sort, direction: query.descending ? 'desc' : 'asc' }}
        sortHref={({ column, direction }) =>
          here({ ...fresh, sort: column, order: direction === 'desc' ? 'descending' : null })
        }
        empty={<Nothing list={list} search={query.search} />}
      />
      <Pager
        previousHref={slice.previous && here({ before: slice.previous, after: null, selected: null })}
        nextHref={slice.next && here({ after: slice.next, before: null, selected: null })}
      />
    </ThreePane>
  )
}

function Toolbar({
  list,
  query,
  slice: { total },
  command,
}: Pick<Props, 'list' | 'query' | 'slice' | 'command'>) {
  const many = total.count === 1 ? words[list].one : list
  return (
    <>
      <SearchBox
        label={`Search ${list}`}
        placeholder="Name, alias or address"
        defaultValue={query.search}
        keep={{ sort: query.sort, order: query.descending ? 'descending' : undefined }}
      />
      <span className="ml-auto text-xs text-soft" role="status">
        {`${total.count.toLocaleString('en-US')}${total.more ? '+' : ''} ${many}`}
      </span>
      {command && <ShowAsCommand id={`${list}-command`} {...command} />}
    </>
  )
}

function Nothing({ list, search }: { list: Props['list']; search: string }) {
  return search ? (
    <EmptyState
      title="Nothing matches"
      actions={<LinkButton href={`/users/${list}`}>Show all {list}</LinkButton>}
    >
      No {words[list].one} has “{search}” in the name, the alias or an address.
    </EmptyState>
  ) : (
    <EmptyState title={words[list].begin}>{words[list].how}</EmptyState>
  )
}
