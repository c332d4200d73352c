import { type ReceiveConnector, receiveConnector, type Site } from '@/lib/exchange'

function boundTo(binding: string, port: number): boolean {
  return binding.endsWith(`:${port}`)
}

/**
 * The connector that takes those who come from the Internet: one that admits strangers, before one that does not; and
 * of those, one bound to the server's own address before one that is bound to every address.
 */
export async function receivingConnector(
  { store }: Site,
  server: { readonly name: string; readonly address: string },
  port: number,
): Promise<ReceiveConnector | null> {
  const bound = (await store.list(receiveConnector))
    .map(({ properties }) => properties)
    .filter(({ enabled, ...one }) => enabled && one.server.toLowerCase() === server.name.toLowerCase())
    .filter(({ bindings }) => bindings.some((binding) => boundTo(binding, port)))
  const own = ({ bindings }: ReceiveConnector) => Number(bindings.includes(`${server.address}:${port}`))
  const rank = (one: ReceiveConnector) => 2 * Number(admitsStrangers(one)) + own(one)
  return bound.sort((a, b) => rank(b) - rank(a))[0] ?? null
}

/** Without it MAIL FROM is refused: the right to submit belongs to the permission group. */
export function admitsStrangers({ permissionGroups }: ReceiveConnector): boolean {
  return permissionGroups.includes('AnonymousUsers')
}
