import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table } from '@/components/ui/table'
import type { Forward } from '@/lib/network'

/** The router's table as it is, each line with its two tasks. */
export function ForwardTable({
  forwards,
  remove,
  disabledReason,
}: {
  forwards: readonly Forward[]
  remove: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  return (
    <Table
      caption="Port forwarding table of the router"
      rows={forwards}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="The table is empty">The router lets nothing in from the Internet.</EmptyState>
      }
      columns={[
        { id: 'port', title: 'Port', primary: true, cell: ({ port, protocol }) => `${port} ${protocol}` },
        { id: 'public', title: 'Public address', cell: ({ publicAddress }) => publicAddress ?? 'All' },
        {
          id: 'to',
          title: 'Leads to',
          cell: ({ address, targetPort }) => (
            <code className="font-mono text-xs">{`${address}:${targetPort}`}</code>
          ),
        },
        {
          id: 'tasks',
          title: 'Tasks',
          cell: ({ id, port }) => (
            <div className="flex gap-1.5">
              <LinkButton
                look="quiet"
                href={`/do/router-forward?for=${id}&back=/network/router`}
                disabledReason={disabledReason}
              >
                Edit<span className="sr-only"> the forward of port {port}</span>
              </LinkButton>
              <form action={remove}>
                <input type="hidden" name="kind" value="forward" />
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="back" value="/network/router" />
                <SubmitButton look="quiet" disabledReason={disabledReason}>
                  Remove<span className="sr-only"> the forward of port {port}</span>
                </SubmitButton>
              </form>
            </div>
          ),
        },
      ]}
    />
  )
}
