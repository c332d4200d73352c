import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Ago } from './ago'

export interface PersonItem {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: 'Administrator' | 'Observer'
  readonly seenAt: Date | null
}

/** Everybody who may sign in; the name leads to role, password and removal. */
export function PeopleList({ people, currentId }: { people: readonly PersonItem[]; currentId: string }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-raised">
      {people.map(({ id, email, name, role, seenAt }) => (
        <li key={id} className="flex min-h-14 flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2.5">
          <div className="min-w-[200px] flex-1">
            <p className="flex flex-wrap items-center gap-2">
              <Link href={`/settings/people/${id}`} className="text-link font-medium">
                {name}
              </Link>
              {id === currentId && <Badge tone="blue">You</Badge>}
            </p>
            <p className="text-xs text-faint">{email}</p>
          </div>
          <p className="w-28 text-sm">{role}</p>
          <p className="w-36 text-sm text-soft">
            {seenAt ? (
              <>
                Seen <Ago at={seenAt} />
              </>
            ) : (
              'Not signed in yet'
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
