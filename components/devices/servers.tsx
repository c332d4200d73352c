import { DetailsPane } from '@/components/frame/three-pane'
import { Badge } from '@/components/ui/badge'
import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { type Server, startsByItself } from '@/lib/essentials'

export interface ListedServer extends Server {
  readonly name: string
  /** The version of Exchange Server on it. */
  readonly exchange: string | null
  /** The Active Directory domain. */
  readonly domain: string
}

/** Services that should run and do not; POP3 and IMAP4 stay stopped until somebody wants them. */
const stopped = ({ services }: ListedServer) =>
  Object.entries(services).filter(([name, { state }]) => state === 'Stopped' && startsByItself(name))
const running = (services: Server['services']) =>
  Object.values(services).filter(({ state }) => state === 'Running').length
const addressing = {
  dhcp: 'from the router (DHCP), may change',
  static: 'static',
  reserved: 'reserved in the router',
} as const

function Status({ server }: { server: ListedServer }) {
  const count = stopped(server).length
  if (!server.joined) return <StateDot state="warning">Not joined to the domain</StateDot>
  if (server.restartPending) return <StateDot state="warning">Waits for a restart</StateDot>
  if (count > 0)
    return (
      <StateDot state="error">
        {count === 1 ? '1 service is stopped' : `${count} services are stopped`}
      </StateDot>
    )
  return <StateDot state="ok">Online</StateDot>
}

export const serverColumns: readonly Column<ListedServer>[] = [
  { id: 'name', title: 'Name', primary: true, cell: ({ name }) => name },
  { id: 'description', title: 'Description', cell: ({ description }) => description },
  { id: 'status', title: 'Status', cell: (server) => <Status server={server} /> },
  { id: 'address', title: 'Address', cell: ({ address }) => <span className="tabular-nums">{address}</span> },
  {
    id: 'services',
    title: 'Services',
    cell: ({ services }) => `${running(services)} of ${Object.keys(services).length} running`,
  },
]

export function ServerDetails({ server }: { server: ListedServer }) {
  return (
    <DetailsPane
      title={server.name}
      subtitle={`Windows Server ${server.windows}`}
      badges={server.exchange && <Badge tone="blue">Exchange Server {server.exchange}</Badge>}
      facts={[
        { term: 'Domain', value: server.joined ? server.domain : 'Not joined' },
        { term: 'Address', value: `${server.address}, ${addressing[server.addressing]}` },
        { term: 'Asks for names', value: server.dnsServer },
        {
          term: 'Windows features',
          value: server.features.length === 0 ? 'None added' : `${server.features.length} added`,
        },
        {
          term: 'Services',
          value: (
            <ul className="lg:columns-2">
              {Object.entries(server.services).map(([name, { displayName, state }]) => (
                <li key={name}>
                  <StateDot state={state === 'Running' ? 'ok' : startsByItself(name) ? 'error' : 'neutral'}>
                    {state === 'Running' ? displayName : `${displayName}: stopped`}
                  </StateDot>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
