import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, command, mandatory, multiValued, ok, parsed, refuse } from '@/lib/shell'
import {
  type LiveSmartHost,
  liveSmartHost,
  liveSmartHostName,
  parseLiveRecipient,
  parseLiveSmartHost,
} from '../live-smart-host'

const mostRecipients = 50

async function keep({ store }: Site, change: LiveSmartHost) {
  const before = await store.find(liveSmartHost, liveSmartHostName)
  return before
    ? store.update(liveSmartHost, before, change)
    : store.insert(liveSmartHost, liveSmartHostName, change)
}

const setAgain = ({ smartHost, recipients }: LiveSmartHost) =>
  command('Set-LiveSmartHost', { SmartHost: smartHost, Recipients: recipients })

const setLiveSmartHost = cmdlet<Site>()({
  name: 'Set-LiveSmartHost',
  synopsis:
    'Confirms the real server that mail may leave to. Send connectors with this smart host lead there, for these recipients alone.',
  parameters: {
    SmartHost: mandatory(parsed('SmartHost', parseLiveSmartHost)),
    Recipients: mandatory(multiValued(parsed('SmtpAddress', parseLiveRecipient))),
  },
  async run({ SmartHost, Recipients }, site) {
    const recipients = [...new Set(Recipients)]
    if (recipients.length === 0 || recipients.length > mostRecipients)
      return refuse(
        'InvalidArgument',
        'NobodyConfirmed',
        `Confirm one to ${mostRecipients} addresses or domains that mail may leave for.`,
        { target: 'Recipients' },
      )
    const before = await site.store.find(liveSmartHost, liveSmartHostName)
    const kept = await keep(site, {
      ...{ smartHost: SmartHost, recipients, confirmedBy: site.caller },
      confirmedAt: new Date().toISOString(),
    })
    if (!kept.ok) return kept
    return ok({
      output: [{ SmartHost, Recipients: recipients }],
      undo: [before ? setAgain(before.properties) : command('Clear-LiveSmartHost', {})],
    })
  },
})

const clearLiveSmartHost = cmdlet<Site>()({
  name: 'Clear-LiveSmartHost',
  synopsis: 'Takes the confirmation back: no mail leaves the simulated world any more.',
  parameters: {},
  async run(_, { store }) {
    const before = await store.find(liveSmartHost, liveSmartHostName)
    if (!before) return ok({ undo: [] })
    await store.remove(liveSmartHost, before)
    return ok({ undo: [setAgain(before.properties)] })
  },
})

export const liveSmartHostCmdlets: readonly Cmdlet<Site>[] = [setLiveSmartHost, clearLiveSmartHost]
