import type { Socket } from 'node:net'
import type { Site } from '@/lib/exchange'
import type { Serve, WireSource } from '../source'

/** Serves by what is built of the site as it is now: once for all connections, until the site is read anew. */
export function perSnapshot<T>(
  source: WireSource,
  build: () => Promise<T>,
  serve: (built: T, socket: Socket) => void,
): Serve {
  let kept: { readonly site: Site; readonly built: Promise<T> } | undefined
  return (socket) => {
    const site = source.site()
    if (kept?.site !== site) kept = { site, built: build() }
    kept.built.then(
      (built) => {
        if (!socket.destroyed) serve(built, socket)
      },
      (error: unknown) => {
        source.log(`A connection could not be served: ${error instanceof Error ? error.message : error}`)
        socket.destroy()
      },
    )
  }
}
