import type { Metadata } from 'next'
import { ServerTasks } from '@/components/devices/server-tasks'
import { ServerDetails, serverColumns } from '@/components/devices/servers'
import { ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import { server } from '@/lib/essentials'
import { exchangeServer } from '@/lib/exchange'
import type { PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { devicesCommand } from '@/lib/server/list-commands/network'

export const metadata: Metadata = { title: 'Devices' }

export default async function DevicesPage({ searchParams }: PageProps) {
  const [{ site, person, description }, { selected: wanted }] = await Promise.all([dashboard(), searchParams])
  const exchange = await site.store.list(exchangeServer)
  const rows = (await site.store.list(server)).map(({ name, properties }) => ({
    ...properties,
    name,
    exchange:
      exchange.find((one) => one.name.toLowerCase() === name.toLowerCase())?.properties.version ?? null,
    domain: description?.localDomain ?? '',
  }))
  const selected = rows.find(({ name }) => name === wanted) ?? rows[0] ?? null
  return (
    <ThreePane
      title="Devices"
      toolbar={
        <span className="ml-auto">
          <ShowAsCommand id="devices-command" {...devicesCommand(selected?.name ?? null)} />
        </span>
      }
      details={selected && <ServerDetails server={selected} />}
      tasks={
        selected && (
          <ServerTasks
            server={selected}
            exchangeInstalled={exchange.length > 0}
            disabledReason={forRole(person)}
          />
        )
      }
    >
      <Table
        caption="Servers"
        columns={serverColumns}
        rows={rows}
        rowKey={({ name }) => name}
        rowHref={({ name }) => `/devices?selected=${encodeURIComponent(name)}`}
        selected={selected?.name ?? null}
      />
    </ThreePane>
  )
}
