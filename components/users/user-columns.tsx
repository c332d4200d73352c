import { Meter } from '@/components/ui/meter'
import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { printShortSize } from '@/lib/exchange'

/** What the list shows of a user. Sizes are bytes; a limit of null is Unlimited. */
export interface ListedUser {
  readonly id: string
  readonly name: string
  readonly logonName: string
  readonly email: string | null
  readonly accessLevel: 'User' | 'Administrator'
  readonly enabled: boolean
  readonly used: number | null
  readonly warn: number | null
  readonly limit: number | null
}

export const accessLevels = { User: 'Standard user', Administrator: 'Administrator' } as const

export function MailboxUse({ used, warn, limit }: Pick<ListedUser, 'used' | 'warn' | 'limit'>) {
  if (used === null) return <span className="text-faint">—</span>
  if (limit === null) return <span className="tabular-nums">{printShortSize(used)}, no limit</span>
  const gigabyte = 1024 ** 3
  const inUnit = limit >= gigabyte ? (used / gigabyte).toFixed(2) : printShortSize(used)
  return (
    <Meter value={used} max={limit} warnAt={warn ?? limit} label="Mailbox use">
      {`${inUnit} of ${printShortSize(limit)}`}
    </Meter>
  )
}

export function UserStatus({ enabled, used, limit }: Pick<ListedUser, 'enabled' | 'used' | 'limit'>) {
  if (!enabled) return <StateDot state="neutral">Deactivated</StateDot>
  const full = used !== null && limit !== null && used >= limit
  return full ? <StateDot state="error">Cannot send</StateDot> : <StateDot state="ok">Active</StateDot>
}

/** The columns of the users list; the two about e-mail are there while Exchange Server is integrated. */
export function userColumns(withEmail: boolean): readonly Column<ListedUser>[] {
  const email: readonly Column<ListedUser>[] = [
    {
      id: 'email',
      title: 'Email address',
      sortable: true,
      cell: (user) => user.email ?? <span className="text-faint">No mailbox</span>,
    },
    {
      id: 'mailbox',
      title: 'Mailbox',
      sortable: true,
      width: '24%',
      cell: (user) => <MailboxUse {...user} />,
    },
  ]
  return [
    { id: 'name', title: 'Name', primary: true, sortable: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'logon', title: 'Logon name', sortable: true, cell: ({ logonName }) => <bdi>{logonName}</bdi> },
    ...(withEmail ? email : []),
    {
      id: 'access',
      title: 'Access level',
      sortable: true,
      cell: ({ accessLevel }) => accessLevels[accessLevel],
    },
    { id: 'status', title: 'Status', sortable: true, cell: (user) => <UserStatus {...user} /> },
  ]
}
