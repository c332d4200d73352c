import { edited } from '../categorize/rules/edits'
import { headerValue, type MessageHeader } from './header-fields'
import { filterHeader } from './header-firewall'

const byRules = 'X-MS-Exchange-Forest-RulesExecuted'
const byJournal = 'X-MS-Exchange-Organization-Processed-By-Journaling'

/** A message as a server hands it to another one of the organization: transport rules and journal have had it. */
export function markedForRelay(content: Uint8Array, server: string): Uint8Array {
  return edited(content, [
    { kind: 'set', name: byRules, value: server },
    { kind: 'set', name: byJournal, value: 'Journal Agent' },
  ])
}

/** Whether another server of the organization has had it. Strangers cannot say so: see header-firewall.ts. */
export function wasProcessed(header: MessageHeader): boolean {
  return headerValue(header, byRules) !== null && headerValue(header, byJournal) !== null
}

/** A message as it leaves the organization: its own fields stay within (the header firewall of send connectors). */
export function forOutside(content: Uint8Array): Uint8Array {
  return filterHeader(content, new Set(['AcceptRoutingHeaders']))
}
