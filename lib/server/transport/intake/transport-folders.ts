import { join } from 'node:path'
import { server as computer } from '@/lib/essentials'
import { exchangeServer, hasTransport } from '@/lib/exchange'
import { MailFolder } from '../mailbox/mail-folder'
import type { Transport } from '../worker'
import { type Preparation, preparationOf } from './preparation'

/** A Pickup or Replay directory of a transport server. */
export interface TransportFolder {
  readonly kind: 'Pickup' | 'Replay'
  readonly server: string
  readonly preparation: Preparation
  readonly folder: MailFolder
}

const setting: Readonly<Record<TransportFolder['kind'], string>> = {
  Pickup: 'PickupDirectoryPath',
  Replay: 'ReplayDirectoryPath',
}

/**
 * The folders of the transport servers whose service runs; a path that was set to $null is none.
 * @param place the data folder
 */
export async function transportFolders(
  transport: Transport,
  place: string,
): Promise<readonly TransportFolder[]> {
  const folders = await Promise.all(
    (await runningServers(transport)).map(async (name) => {
      const preparation = await preparationOf(transport.site(), name)
      return (['Pickup', 'Replay'] as const)
        .filter((kind) => preparation.settings.service[setting[kind]])
        .map((kind) => ({
          ...{ kind, server: name, preparation },
          folder: new MailFolder(join(place, 'exchange', name, kind)),
        }))
    }),
  )
  return folders.flat()
}

/** The name of a server is part of a path. */
const isPlain = (name: string) => /^[\w-]{1,63}$/.test(name)

async function runningServers(transport: Transport): Promise<readonly string[]> {
  const { store } = transport.site()
  const [servers, computers] = await Promise.all([store.list(exchangeServer), store.list(computer)])
  return servers
    .filter(({ name, properties }) => {
      const own = computers.find((one) => one.name.toLowerCase() === name.toLowerCase())
      const state = own?.properties.services.MSExchangeTransport?.state
      return hasTransport(properties) && isPlain(name) && state !== 'Stopped'
    })
    .map(({ name }) => name)
}
