import {
  boolean,
  type Cmdlet,
  command,
  enumeration,
  mandatory,
  ok,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import { objectName } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { since } from '../../topology/exchange-version'
import { hasAction } from '../../transport/rule-description'
import { countKind } from '../../transport/setting-table'
import { ruleMode, rulesInOrder, type TransportRule, transportRule } from '../../transport/transport-rule'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { givenMore, keptMore, mergeMore } from '../more-properties'
import { givenProperties, settingParameters } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'
import { place, ranked, takeOut } from './rule-priority'
import { switchedRule } from './switched-rule'

const priority = countKind(0, 999)

const newRule = exchangeCmdlet({
  name: 'New-TransportRule',
  synopsis: 'Makes a rule for messages on their way.',
  parameters: {
    ...settingParameters(transportRule),
    Name: mandatory(objectName, 1),
    Enabled: boolean,
    Priority: priority,
  },
  run: async ({ Name, Enabled = true, Priority, ...given }, site) => {
    const acting = requireAction(givenMore(given))
    if (!acting.ok) return acting
    const others = await rulesInOrder(site)
    const at = ranked(Priority ?? others.length, others.length)
    if (!at.ok) return at
    const made = await place(others, at.value, site)
    if (!made.ok) return made
    const properties: TransportRule = {
      priority: at.value,
      state: Enabled ? 'Enabled' : 'Disabled',
      mode: 'Enforce',
      comments: '',
      ...givenProperties(transportRule, given),
    }
    return insertObject(transportRule, Name, properties, site)
  },
})

function requireAction(parts: Parameters<typeof hasAction>[0]): Result<void> {
  return hasAction(parts)
    ? ok(undefined)
    : refuse(
        'InvalidArgument',
        'TransportRuleWithoutAction',
        'The rule has no action. A transport rule must have at least one action.',
        {
          target: 'Identity',
          recommendedAction: 'Say what it does, for instance -PrependSubject or -CopyTo.',
        },
      )
}

const setRule = setCmdlet(transportRule, {
  synopsis: 'Changes a transport rule.',
  renames: true,
  extra: { Priority: priority },
  decide: async (stored, given, site) => {
    const properties = givenProperties(transportRule, given)
    const acting = requireAction(mergeMore(keptMore(stored.properties), givenMore(given)) ?? {})
    if (!acting.ok) return acting
    const { Priority } = given
    if (typeof Priority !== 'number' || Priority === stored.properties.priority) return ok({ properties })
    const others = (await rulesInOrder(site)).filter(({ id }) => id !== stored.id)
    const at = ranked(Priority, others.length)
    if (!at.ok) return at
    const moved = await place(others, at.value, site)
    if (!moved.ok) return moved
    const undo = [
      command('Set-TransportRule', { Identity: stored.name, Priority: stored.properties.priority }),
    ]
    return ok({ properties: { ...properties, priority: at.value }, undo })
  },
})

function again({ name, properties }: Stored<TransportRule>, version: string) {
  return [
    command('New-TransportRule', {
      Name: name,
      Priority: properties.priority,
      Enabled: properties.state === 'Enabled',
      Comments: properties.comments,
      ...(version === '2010' ? {} : { Mode: properties.mode }),
    }),
  ]
}

const getRule: Cmdlet<Site> = getCmdlet(transportRule, {
  synopsis: 'Lists the transport rules.',
  extra: { State: enumeration('RuleState', 'Enabled', 'Disabled'), DlpPolicy: only(since('2013'), text) },
})

/** In their order; of one state, or of one policy, where that was asked for. */
const getRuleInOrder: Cmdlet<Site> = {
  ...getRule,
  run: async (bound, site, line) => {
    const result = await getRule.run(bound, site, line)
    if (!result.ok) return result
    const { State, DlpPolicy } = bound as { State?: string; DlpPolicy?: string }
    const output = ((result.value.output ?? []) as { Priority: number; State: string; DlpPolicy?: string }[])
      .filter((rule) => !State || rule.State === State)
      .filter((rule) => !DlpPolicy || rule.DlpPolicy?.toLowerCase() === DlpPolicy.toLowerCase())
      .sort((a, b) => a.Priority - b.Priority)
    return ok({ ...result.value, output })
  },
}

export const transportRuleCmdlets: readonly Cmdlet<Site>[] = [
  getRuleInOrder,
  newRule,
  setRule,
  removeCmdlet(transportRule, {
    synopsis: 'Removes a transport rule.',
    afterwards: (_, site) => takeOut(site),
    undo: again,
  }),
  switchedRule(transportRule, 'Enable', { extra: { Mode: only(since('2013'), ruleMode) } }),
  switchedRule(transportRule, 'Disable', {}),
]
