import { StateDot } from '@/components/ui/state'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table } from '@/components/ui/table'

export interface ShownSwitch {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly verbose: boolean
}

/** Whose SMTP conversations are written down, each with the button that changes it. */
export function ProtocolLogging({
  switches,
  action,
  disabledReason,
}: {
  switches: readonly ShownSwitch[]
  action: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  return (
    <section aria-labelledby="protocol-logging" className="mt-8">
      <h2 id="protocol-logging" className="text-base font-semibold">
        Protocol logging
      </h2>
      <p className="mb-2 max-w-[72ch] text-sm text-soft">
        A connector whose logging is on writes every line of its SMTP sessions, which a message’s story then
        shows.
      </p>
      <Table
        caption="Connectors and their protocol logging"
        rows={switches}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', title: 'Name', primary: true, cell: ({ name }) => name },
          { id: 'kind', title: 'Kind', cell: ({ kind }) => kind },
          {
            id: 'level',
            title: 'Logging',
            cell: ({ verbose }) => (
              <StateDot state={verbose ? 'ok' : 'neutral'}>{verbose ? 'Verbose' : 'None'}</StateDot>
            ),
          },
          {
            id: 'change',
            title: 'Change',
            cell: (one) => <Change one={one} action={action} disabledReason={disabledReason} />,
          },
        ]}
      />
    </section>
  )
}

function Change({
  one: { id, name, verbose },
  action,
  disabledReason,
}: {
  one: ShownSwitch
  action: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="verbose" value={String(verbose)} />
      <SubmitButton look="secondary" disabledReason={disabledReason}>
        {verbose ? 'Turn off' : 'Turn on'}
        <span className="sr-only"> the protocol log of {name}</span>
      </SubmitButton>
    </form>
  )
}
