import {
  chooseReceiveConnector,
  type ReceiveConnector,
  receiveConnector,
  runningGroups,
  type Site,
} from '@/lib/exchange'

/** Whoever comes from the Internet (RFC 5737). */
export const stranger = '198.51.100.77'

/** The connector that takes those who come from the Internet; null where none is responsible for them. */
export async function receivingConnector(
  { store }: Site,
  server: { readonly name: string; readonly address: string },
  port: number,
): Promise<ReceiveConnector | null> {
  const chosen = chooseReceiveConnector(await store.list(receiveConnector), {
    server: server.name,
    localAddress: server.address,
    port,
    remoteAddress: stranger,
  })
  return chosen?.properties ?? null
}

/** Without it MAIL FROM is refused: the right to submit belongs to the permission group. */
export function admitsStrangers(connector: ReceiveConnector): boolean {
  return runningGroups(connector).includes('AnonymousUsers')
}
