import type { Value } from '@/lib/shell'
import { define, settingsOf } from '../organization/definition'
import { oneOf, textKind } from '../organization/kind'
import type { Site, Stored } from '../store'
import { since } from '../topology/exchange-version'
import { describeRule } from './rule-description'

/** What a rule looks for, does and leaves out, by the names of New-TransportRule's own parameters. */
export interface TransportRule {
  /** 0 is first. */
  readonly priority: number
  readonly state: 'Enabled' | 'Disabled'
  readonly mode: 'Audit' | 'AuditAndNotify' | 'Enforce'
  readonly comments: string
  readonly more?: Readonly<Record<string, Value>>
}

const set = settingsOf<TransportRule>()

export const ruleMode = oneOf('RuleMode', 'Audit', 'AuditAndNotify', 'Enforce')

export const transportRule = define<TransportRule>('TransportRule', 'transport rule', {
  columns: ['Name', 'State', 'Mode', 'Priority', 'Comments'],
  settings: {
    Mode: set('mode', ruleMode, since('2013')),
    Comments: set('comments', textKind),
  },
  show: ({ properties: { state, priority, more = {} } }) => ({
    State: state,
    Priority: priority,
    Description: describeRule(more),
  }),
})

/** In the order in which messages meet them. */
export async function rulesInOrder({ store }: Site): Promise<readonly Stored<TransportRule>[]> {
  return [...(await store.list(transportRule))].sort((a, b) => a.properties.priority - b.properties.priority)
}
