import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table } from '@/components/ui/table'

export interface ListedRecord {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly ttl: number
  readonly data: string
}

/** The records of a zone, each with its two tasks. */
export function RecordTable({
  domain,
  records,
  remove,
  disabledReason,
}: {
  domain: string
  records: readonly ListedRecord[]
  remove: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  return (
    <Table
      caption={`Records of ${domain}`}
      rows={records}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="The zone has no records yet">
          Only the name servers are known. Add the records of the checklist.
        </EmptyState>
      }
      columns={[
        { id: 'name', title: 'Host', primary: true, cell: ({ name }) => name },
        { id: 'type', title: 'Type', cell: ({ type }) => type },
        {
          id: 'data',
          title: 'Value',
          cell: ({ data }) => <code className="font-mono text-xs break-all">{data}</code>,
        },
        { id: 'ttl', title: 'Time to live', align: 'end', cell: ({ ttl }) => `${ttl} s` },
        {
          id: 'tasks',
          title: 'Tasks',
          cell: ({ id, name, type }) => (
            <div className="flex gap-1.5">
              <LinkButton
                look="quiet"
                href={`/do/provider-record?for=${id}&back=/network/provider`}
                disabledReason={disabledReason}
              >
                Edit<span className="sr-only"> {`${type} ${name}`}</span>
              </LinkButton>
              <form action={remove}>
                <input type="hidden" name="kind" value="record" />
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="zone" value={domain} />
                <input type="hidden" name="back" value="/network/provider" />
                <SubmitButton look="quiet" disabledReason={disabledReason}>
                  Remove<span className="sr-only"> {`${type} ${name}`}</span>
                </SubmitButton>
              </form>
            </div>
          ),
        },
      ]}
    />
  )
}
