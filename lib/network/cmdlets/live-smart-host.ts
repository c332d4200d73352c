import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, command, mandatory, multiValued, ok, parsed, refuse } from '@/lib/shell'
import { liveSmartHost, liveSmartHostName, parseLiveRecipient, parseLiveSmartHost } from '../live-smart-host'
import { keepOnly } from './keep-only'

const mostRecipients = 50

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
    const kept = await keepOnly(site, liveSmartHost, liveSmartHostName, {
      ...{ smartHost: SmartHost, recipients, confirmedBy: site.caller },
      confirmedAt: new Date().toISOString(),
    })
    if (!kept.ok) return kept
    return ok({
      output: [{ SmartHost, Recipients: recipients }],
      undo: [command('Clear-LiveSmartHost', {})],
    })
  },
})

/** It has no undo, and that of a second confirmation is this, too: mail is let out by nobody who has not agreed to it. */
const clearLiveSmartHost = cmdlet<Site>()({
  name: 'Clear-LiveSmartHost',
  synopsis: 'Takes the confirmation back: no mail leaves the simulated world any more.',
  parameters: {},
  async run(_, { store }) {
    const before = await store.find(liveSmartHost, liveSmartHostName)
    if (!before) return ok({ undo: [] })
    await store.remove(liveSmartHost, before)
    return ok({})
  },
})

export const liveSmartHostCmdlets: readonly Cmdlet<Site>[] = [setLiveSmartHost, clearLiveSmartHost]
