import type { Column } from '@/components/ui/table'

/** What the lists show of a group or a contact. */
export interface ListedObject {
  readonly id: string
  readonly name: string
  readonly class: 'Contact' | 'DistributionGroup' | 'DynamicDistributionGroup'
  readonly security: boolean
  readonly alias: string | null
  readonly email: string | null
  readonly external: string | null
}

/** Exchange's words for the kind of group or contact. */
export function kindOf({ class: name, security, alias }: Pick<ListedObject, 'class' | 'security' | 'alias'>) {
  if (name === 'Contact') return alias === null ? 'Contact' : 'Mail contact'
  if (name === 'DynamicDistributionGroup') return 'Dynamic distribution group'
  return security ? 'Security group' : 'Distribution group'
}

const none = <span className="text-faint">No address</span>

const shared: readonly Column<ListedObject>[] = [
  { id: 'name', title: 'Name', primary: true, sortable: true, cell: ({ name }) => <bdi>{name}</bdi> },
  { id: 'alias', title: 'Alias', sortable: true, cell: ({ alias }) => <bdi>{alias ?? '—'}</bdi> },
  {
    id: 'email',
    title: 'Email address',
    sortable: true,
    cell: ({ email }) => (email ? <span className="break-words">{email}</span> : none),
  },
]

export const directoryColumns = {
  groups: [...shared, { id: 'kind', title: 'Kind', cell: kindOf }],
  contacts: [
    ...shared,
    {
      id: 'external',
      title: 'Mail goes to',
      cell: ({ external }) => (external ? <span className="break-words">{external}</span> : '—'),
    },
  ],
} as const satisfies Record<string, readonly Column<ListedObject>[]>
