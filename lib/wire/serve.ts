import { exchangeSmtp } from './mail/exchange-smtp'
import { imap, pop } from './mail/mailbox-access'
import { Errands } from './mail/neighbors/errands'
import { neighborSmtp } from './mail/neighbors/neighbor-smtp'
import type { Served } from './plan'
import { forward } from './router/forward'
import type { Serve, WireSource } from './source'
import { otherWeb, type WebSite, webSite } from './web'

/** Everything that answers in the simulated world, each web site once. */
export class Servers {
  readonly #source: WireSource
  readonly #sites = new Map<string, WebSite>()
  readonly #exchanges = new Map<string, Serve>()
  readonly #mailHosts = new Map<string, Serve>()
  readonly #errands: Errands

  constructor(source: WireSource) {
    this.#source = source
    this.#errands = new Errands(source)
  }

  /** What is done with the connections of an open line. */
  serve(served: Served, port: number): Serve {
    const source = this.#source
    switch (served.kind) {
      case 'forward':
        return forward(source, served.to)
      case 'smtp':
        return this.#exchange(served.server, port)
      case 'pop':
        return pop(source, served.server, served.tls)
      case 'imap':
        return imap(source, served.server, served.tls)
      case 'web':
        return this.#web(served.server, served.tls, () => webSite(source, served.server))
      case 'other smtp':
        return this.#mailHost(served.name)
      case 'other web':
        return this.#web(served.name, served.tls, () => otherWeb(source, served.name))
    }
  }

  /** Once the web sites have their certificates: the first visitor need not wait for a key to be made. */
  async ready(): Promise<void> {
    await Promise.all([...this.#sites.values()].map((site) => site.ready))
  }

  close(): void {
    this.#errands.close()
    for (const site of this.#sites.values()) site.close()
    this.#sites.clear()
  }

  #mailHost(name: string): Serve {
    const serve = this.#mailHosts.get(name) ?? neighborSmtp(this.#source, name, this.#errands)
    this.#mailHosts.set(name, serve)
    return serve
  }

  /** Kept, since it counts the connections that it has. */
  #exchange(server: string, port: number): Serve {
    const key = `${server}:${port}`
    const serve = this.#exchanges.get(key) ?? exchangeSmtp(this.#source, server, port)
    this.#exchanges.set(key, serve)
    return serve
  }

  #web(name: string, tls: boolean, open: () => WebSite): Serve {
    const site = this.#sites.get(name) ?? open()
    this.#sites.set(name, site)
    return tls ? site.secure : site.plain
  }
}

/** HTTP, as bytes that are passed on, goes on after the client has said all. */
export function isHalfOpen(served: Served): boolean {
  return served.kind === 'forward' || (served.kind === 'web' && !served.tls)
}
