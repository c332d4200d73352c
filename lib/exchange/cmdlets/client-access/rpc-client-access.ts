import { absent, command, mandatory, ok, piped, text } from '@/lib/shell'
import { showObject } from '../../organization/definition'
import {
  newRpcClientAccess,
  type RpcClientAccess,
  rpcClientAccess,
} from '../../organization/rpc-client-access'
import { requireExchangeServer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { insertObject } from '../insert-object'
import { givenProperties, settingParameters, writtenSettings } from '../noun-parameters'
import { applyChange } from '../set-cmdlet'
import { toServer } from './to-server'

const Server = piped(mandatory(text))

/** It is named by its server, so its commands say -Server. */
export const rpcClientAccessCmdlets = [
  exchangeCmdlet({
    name: 'Get-RpcClientAccess',
    synopsis: "Shows the service that Outlook's MAPI connections end at.",
    reads: true,
    parameters: { Server: piped(text) },
    run: async (given, site) => {
      const found = given.Server
        ? await requireObject(site, rpcClientAccess, given.Server, 'Server')
        : ok(null)
      if (!found.ok) return found
      const meant = found.value ? [found.value] : await site.store.list(rpcClientAccess)
      return ok({ output: meant.map((one) => showObject(rpcClientAccess, one)) })
    },
  }),
  exchangeCmdlet({
    name: 'New-RpcClientAccess',
    synopsis: 'Turns RPC Client Access on for a server (Exchange 2010).',
    parameters: { ...settingParameters(rpcClientAccess), Server },
    run: async (given, site) => {
      const server = await requireExchangeServer(site, given.Server)
      if (!server.ok) return server
      const { name } = server.value
      const properties = { ...newRpcClientAccess(name), ...givenProperties(rpcClientAccess, given) }
      const made = await insertObject<RpcClientAccess>(rpcClientAccess, name, properties, site)
      return made.ok
        ? ok({
            ...made.value,
            undo: [command('Remove-RpcClientAccess', { Server: name, Confirm: absent })],
          })
        : made
    },
  }),
  exchangeCmdlet({
    name: 'Set-RpcClientAccess',
    synopsis: "Changes the service that Outlook's MAPI connections end at.",
    parameters: { ...settingParameters(rpcClientAccess), Server },
    run: async (given, site) => {
      const found = await requireObject(site, rpcClientAccess, given.Server, 'Server')
      if (!found.ok) return found
      const properties = givenProperties(rpcClientAccess, given)
      return toServer(
        await applyChange(rpcClientAccess, found.value, { properties }, 'Set-RpcClientAccess', site),
      )
    },
  }),
  exchangeCmdlet({
    name: 'Remove-RpcClientAccess',
    synopsis: 'Turns RPC Client Access off for a server (Exchange 2010).',
    parameters: { Server },
    run: async (given, site) => {
      const found = await requireObject(site, rpcClientAccess, given.Server, 'Server')
      if (!found.ok) return found
      await site.store.remove(rpcClientAccess, found.value)
      const { name, properties } = found.value
      const again = { Server: name, ...writtenSettings(rpcClientAccess, properties) }
      return ok({ undo: [command('New-RpcClientAccess', again)] })
    },
  }),
]
