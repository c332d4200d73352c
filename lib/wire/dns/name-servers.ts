import { insideZones, internetZones, type World } from '@/lib/network'
import { type AnswerCache, caching } from './answer-cache'
import type { NameServer } from './answer-packet'
import { type Ask, follow, withAddresses } from './follow'
import { askZone, findZone, indexZones, withRoot, type ZoneIndex } from './zone-index'

function asksZones(index: ZoneIndex): Ask {
  return (name, type) => {
    const zone = findZone(index, name)
    return zone && askZone(zone, name, type)
  }
}

/** The Internet's authoritative servers, all in one; names of no zone are refused. */
function authoritativeServer(index: ZoneIndex): NameServer {
  const ask = asksZones(index)
  return {
    recursive: false,
    answer: ({ name, type }) => withAddresses(follow(ask, name, type, 'NOERROR'), index),
  }
}

/** Who does not want it to ask others gets what it holds, or a refusal. */
function recursiveServer(own: ZoneIndex, asking: Ask, cache: AnswerCache): NameServer {
  const mine = asksZones(own)
  const recursing: Ask = (name, type) => mine(name, type) ?? asking(name, type)
  const holding: Ask = (name, type) => mine(name, type) ?? cache.find(name, type)
  return {
    recursive: true,
    answer: ({ name, type }, recursionDesired) =>
      withAddresses(follow(recursionDesired ? recursing : holding, name, type, 'SERVFAIL'), own),
  }
}

export interface NameServers {
  readonly dns: NameServer
  readonly dnsInside: NameServer
  readonly dnsResolver: NameServer
}

/** The three name servers of this moment's world. The one inside forwards what is not its own to the provider's. */
export function nameServers(
  world: World,
  caches: { readonly internet: AnswerCache; readonly inside: AnswerCache },
): NameServers {
  const internet = indexZones(internetZones(world))
  const provider = caching(caches.internet, asksZones(withRoot(internet)))
  const inside = caching(caches.inside, provider)
  return {
    dns: authoritativeServer(internet),
    dnsResolver: recursiveServer(new Map(), provider, caches.internet),
    dnsInside: recursiveServer(indexZones(insideZones(world)), inside, caches.inside),
  }
}
