import { Table } from '@/components/ui/table'
import type { Route } from '@/lib/checklists'

/** Host names and the server that answers for each. */
export function RouteTable({ routes }: { routes: readonly Route[] }) {
  return (
    <Table
      caption="Host names and their servers"
      rows={routes}
      rowKey={({ hostName }) => hostName}
      columns={[
        { id: 'name', title: 'Host name', primary: true, cell: ({ hostName }) => hostName },
        { id: 'server', title: 'Server', cell: ({ server }) => server },
        {
          id: 'address',
          title: 'Address',
          cell: ({ address }) => <code className="font-mono text-xs">{address}</code>,
        },
        {
          id: 'url',
          title: 'To see it',
          cell: ({ url }) => <code className="font-mono text-xs break-all">{url}</code>,
        },
      ]}
    />
  )
}
