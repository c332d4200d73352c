import type { Network } from '@/lib/network'
import { authoritative, lookup, resolverOf } from './authoritative'
import { connectTo } from './connect'
import { converseWith } from './converse'
import type { Reach } from './reach'
import { sendOver } from './send-mail'
import { evaluateSpf } from './spf'
import { requestFrom } from './web-request'

/** The door, over a world that is reached in that way. */
export function networkOver(reach: Reach): Network {
  return {
    lookup(name, type, from, via) {
      const server = via ? { address: via, from, recursive: true, name: via } : resolverOf(reach, from)
      return lookup(reach, name, type, server)
    },
    authoritative: (name, type) => authoritative(reach, name, type),
    connect: (address, port, from, serverName = address) =>
      connectTo(reach, { address, port, from }, serverName),
    request: (asked) => requestFrom(reach, asked),
    converse: (address, port, from, lines) => converseWith(reach, { address, port, from }, lines),
    send: (mail) => sendOver(reach, mail),
    spf: (domain, address, helo) => evaluateSpf(reach, { domain, address, helo }),
  }
}
