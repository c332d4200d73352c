import type { Cmdlet } from '@/lib/shell'
import type { Definition } from '../../organization/definition'
import {
  imap4,
  imapSettings,
  newProtocolSettings,
  type Protocol,
  type ProtocolSettings,
  pop3,
  popSettings,
} from '../../organization/protocol-settings'
import type { Site } from '../../store'
import { requireExchangeServer } from '../../topology/server-computer'
import { type Implied, impliedCmdlets, serversWith } from '../implied-noun'

function settingsOn(protocol: Protocol, definition: Definition<ProtocolSettings>): Implied<ProtocolSettings> {
  return {
    definition,
    byServer: true,
    names: serversWith('ClientAccess'),
    initial: async (name, site) => {
      const server = await requireExchangeServer(site, name)
      if (!server.ok) throw new Error(`${name} is not a server`)
      return newProtocolSettings(protocol, server.value)
    },
  }
}

/** The service reads its settings when it starts, so a change waits for that. */
function remindsOfRestart({ name }: Protocol, one: Cmdlet<Site>): Cmdlet<Site> {
  if (one.reads) return one
  const reminder = `Changes to ${name} settings will only take effect after all Microsoft Exchange ${name} services are restarted.`
  return {
    ...one,
    run: async (bound, site, line) => {
      const result = await one.run(bound, site, line)
      return result.ok && (result.value.undo ?? []).length > 0
        ? { ok: true, value: { ...result.value, warnings: [...(result.value.warnings ?? []), reminder] } }
        : result
    },
  }
}

function cmdletsOf(protocol: Protocol, definition: Definition<ProtocolSettings>): readonly Cmdlet<Site>[] {
  const cmdlets = impliedCmdlets(settingsOn(protocol, definition), {
    get: `Shows how ${protocol.name} answers on a server.`,
    set: `Changes how ${protocol.name} answers on a server.`,
  })
  return cmdlets.map((one) => remindsOfRestart(protocol, one))
}

export const protocolSettingsCmdlets = [...cmdletsOf(pop3, popSettings), ...cmdletsOf(imap4, imapSettings)]
