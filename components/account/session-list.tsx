import { Badge } from '@/components/ui/badge'
import { SubmitButton } from '@/components/ui/submit-button'
import { Ago } from './ago'

export interface SessionItem {
  readonly id: string
  /** 'Firefox on Windows' */
  readonly browser: string
  readonly address: string
  readonly createdAt: Date
  readonly seenAt: Date
}

/** Where a person is signed in; each session but this one can be ended. */
export function SessionList({
  sessions,
  currentId,
  endAction,
}: {
  sessions: readonly SessionItem[]
  currentId: string
  endAction: (form: FormData) => Promise<void>
}) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-raised">
      {sessions.map(({ id, browser, address, createdAt, seenAt }) => (
        <li key={id} className="flex min-h-14 flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2.5">
          <div className="min-w-[200px] flex-1">
            <p className="font-medium">{browser}</p>
            <p className="text-xs text-faint">
              {address} · signed in <Ago at={createdAt} />
            </p>
          </div>
          <p className="text-sm text-soft">
            Seen <Ago at={seenAt} />
          </p>
          {id === currentId ? (
            <Badge tone="blue">This browser</Badge>
          ) : (
            <form action={endAction}>
              <input type="hidden" name="sessionId" value={id} />
              <SubmitButton look="quiet">
                Sign out
                <span className="sr-only">
                  {' '}
                  {browser}, {address}
                </span>
              </SubmitButton>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}
