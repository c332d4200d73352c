import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'
import type { PermissionGroup } from '@/lib/exchange'

/** A connector whose service still goes by former permission groups. */
export interface WaitingConnector {
  readonly name: string
  readonly server: string
  readonly runsWith: readonly PermissionGroup[]
  readonly permissionGroups: readonly PermissionGroup[]
}

/** For each server whose transport service has to be restarted: which connectors wait for it, and the way there. */
export function PendingRestarts({
  connectors,
  mayRestart,
}: {
  connectors: readonly WaitingConnector[]
  mayRestart: boolean
}) {
  const servers = [...new Set(connectors.map(({ server }) => server))]
  return servers.map((server) => (
    <Alert
      key={server}
      tone="warning"
      className="mb-4"
      title={`The Transport service on ${server} still runs with the old permission groups`}
      actions={
        mayRestart && (
          <PageLink
            href={`/do/restart-service?for=${encodeURIComponent(`${server}:MSExchangeTransport`)}&back=/email/connectors`}
            className="act"
          >
            Restart the service
          </PageLink>
        )
      }
    >
      <ul>
        {connectors
          .filter((one) => one.server === server)
          .map(({ name, runsWith, permissionGroups }) => (
            <li key={name}>
              {name} goes by {inWords(runsWith)}. After a restart it goes by {inWords(permissionGroups)}.
            </li>
          ))}
      </ul>
    </Alert>
  ))
}

function inWords(groups: readonly PermissionGroup[]): string {
  return groups.length === 0 ? 'no group' : groups.join(', ')
}
