import { addressScope, publicAddressOf } from '@/lib/network'
import { loopbackSources, stranger } from '../../loopback-source'
import type { WireSource } from '../../source'

/**
 * Who a client is to somebody on the Internet. Computers of the site come by the public address that mail leaves from:
 * the router translates theirs.
 */
export function outerAddress({ world }: Pick<WireSource, 'world'>, loopback: string): string {
  const now = world()
  const address = loopbackSources(now).addressOf(loopback)
  if (addressScope(address) === 'public') return address
  return now.description ? publicAddressOf(now.description, 'exchange') : stranger
}
