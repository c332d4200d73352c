import {
  absent,
  type Command,
  command,
  mandatory,
  ok,
  type Parameter,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
  type Value,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { objectName } from '../../organization/kind'
import type { InboxRule, More, Site } from '../../store'
import { countKind } from '../../transport/setting-table'
import { exchangeCmdlet } from '../exchange-cmdlet'
import type { MailboxUser } from '../mailbox/require-mailbox'
import { mergeMore, moreBack } from '../more-properties'
import { nothingModified } from '../set-cmdlet'
import { keepRules, ownerOf, requireRule, rulesOf, shownRule } from './find-inbox-rule'
import { hasRuleAction, partsGiven, ruleParts } from './inbox-rule-parts'

const priority: Parameter<number> = countKind(1, 1000)
const rule = { Identity: piped(mandatory(text, 1)), Mailbox: text }
/** Outlook's own rules that only work while it is open; there are none here that -Force would remove. */
const changing = { ...rule, Force: switchParameter, AlwaysDeleteOutlookRulesBlob: switchParameter }

const called = (user: MailboxUser, { name }: InboxRule) => ({ Identity: name, Mailbox: user.logonName })

/** The folder of a rule is one of its own mailbox. */
function written(user: MailboxUser, parts: More): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [
      name,
      name.endsWith('ToFolder') && value !== null ? `${user.logonName}:\\${value}` : value,
    ]),
  )
}

function needsAction(parts: More): Result<void> {
  return hasRuleAction(parts)
    ? ok(undefined)
    : refuse('InvalidArgument', 'InboxRuleWithoutAction', 'The Inbox rule does nothing with a message.', {
        target: 'Name',
        recommendedAction: 'Say what it does, for instance -MoveToFolder or -DeleteMessage $true.',
      })
}

function nameIsFree(user: MailboxUser, name: string): Result<void> {
  return rulesOf(user).some((one) => one.name.toLowerCase() === name.toLowerCase())
    ? refuse('ResourceExists', 'InboxRuleAlreadyExists', `An Inbox rule ${quoted(name)} exists already.`, {
        target: 'Name',
        recommendedAction: 'Choose another name.',
      })
    : ok(undefined)
}

function placed(rules: readonly InboxRule[], one: InboxRule, at = rules.length + 1): readonly InboxRule[] {
  return rules.toSpliced(at - 1, 0, one)
}

const newRule = exchangeCmdlet({
  name: 'New-InboxRule',
  synopsis: 'Makes a rule for the messages that arrive in an Inbox.',
  parameters: {
    ...ruleParts,
    Name: mandatory(objectName, 1),
    Mailbox: text,
    Priority: priority,
    Force: switchParameter,
    AlwaysDeleteOutlookRulesBlob: switchParameter,
  },
  run: async ({ Name, Mailbox, Priority, ...given }, site) => {
    const user = await ownerOf(site, Mailbox)
    if (!user.ok) return user
    const free = nameIsFree(user.value, Name)
    if (!free.ok) return free
    const parts = await partsGiven(given, site)
    if (!parts.ok) return parts
    const all = mergeMore({ StopProcessingRules: true }, parts.value) ?? {}
    const acting = needsAction(all)
    if (!acting.ok) return acting
    const made = { name: Name, enabled: true, parts: all }
    const kept = await keepRules(user.value, placed(rulesOf(user.value), made, Priority), site)
    if (!kept.ok) return kept
    const back = { ...called(user.value, made), Confirm: absent }
    return ok({
      output: [await shownRule(kept.value, made, site)],
      undo: [command('Remove-InboxRule', back)],
    })
  },
})

const setRule = exchangeCmdlet({
  name: 'Set-InboxRule',
  synopsis: 'Changes a rule for the messages that arrive in an Inbox.',
  parameters: { ...ruleParts, ...changing, Name: objectName, Priority: priority },
  run: async ({ Identity, Mailbox, Name, Priority, ...given }, site) => {
    const found = await requireRule(site, Identity, Mailbox)
    if (!found.ok) return found
    const { user, rule: former } = found.value
    const free = Name === undefined || Name === former.name ? ok(undefined) : nameIsFree(user, Name)
    if (!free.ok) return free
    const parts = await partsGiven(given, site)
    if (!parts.ok) return parts
    const after = mergeMore(former.parts, parts.value) ?? {}
    const acting = needsAction(after)
    if (!acting.ok) return acting
    const changed = { ...former, name: Name ?? former.name, parts: after }
    const at = rulesOf(user).indexOf(former) + 1
    const back = {
      ...written(user, moreBack(former.parts, after)),
      ...(changed.name === former.name ? {} : { Name: former.name }),
      ...(Priority === undefined || Priority === at ? {} : { Priority: at }),
    }
    if (Object.keys(back).length === 0) return ok({ warnings: [nothingModified(former.name)], undo: [] })
    const others = rulesOf(user).filter((one) => one !== former)
    const kept = await keepRules(user, placed(others, changed, Priority ?? at), site)
    return kept.ok ? ok({ undo: [command('Set-InboxRule', { ...called(user, changed), ...back })] }) : kept
  },
})

/** The commands that make a rule as it was. */
export function ruleAgain(user: MailboxUser, one: InboxRule, at: number): readonly Command[] {
  const made = command('New-InboxRule', {
    Name: one.name,
    Mailbox: user.logonName,
    Priority: at,
    StopProcessingRules: null,
    ...written(user, one.parts),
  })
  const off = command('Disable-InboxRule', { ...called(user, one), Confirm: absent })
  return one.enabled ? [made] : [made, off]
}

const removeRule = exchangeCmdlet({
  name: 'Remove-InboxRule',
  synopsis: 'Removes a rule for the messages that arrive in an Inbox.',
  parameters: changing,
  run: async ({ Identity, Mailbox }, site) => {
    const found = await requireRule(site, Identity, Mailbox)
    if (!found.ok) return found
    const { user, rule: former } = found.value
    const rules = rulesOf(user)
    const kept = await keepRules(
      user,
      rules.filter((one) => one !== former),
      site,
    )
    return kept.ok ? ok({ undo: ruleAgain(user, former, rules.indexOf(former) + 1) }) : kept
  },
})

function switching(verb: 'Enable' | 'Disable', synopsis: string) {
  const enabled = verb === 'Enable'
  return exchangeCmdlet({
    name: `${verb}-InboxRule`,
    synopsis,
    parameters: changing,
    run: async ({ Identity, Mailbox }, site: Site) => {
      const found = await requireRule(site, Identity, Mailbox)
      if (!found.ok) return found
      const { user, rule: former } = found.value
      if (former.enabled === enabled) return ok({ warnings: [nothingModified(former.name)], undo: [] })
      const kept = await keepRules(
        user,
        rulesOf(user).map((one) => (one === former ? { ...one, enabled } : one)),
        site,
      )
      const back = enabled ? { ...called(user, former), Confirm: absent } : called(user, former)
      return kept.ok ? ok({ undo: [command(`${enabled ? 'Disable' : 'Enable'}-InboxRule`, back)] }) : kept
    },
  })
}

const getRule = exchangeCmdlet({
  name: 'Get-InboxRule',
  synopsis: 'Lists the rules for the messages that arrive in an Inbox, in their order.',
  reads: true,
  columns: ['Name', 'Enabled', 'Priority'],
  parameters: { Identity: piped({ ...text, position: 1 }), Mailbox: text },
  run: async ({ Identity, Mailbox }, site) => {
    if (Identity !== undefined && Identity !== '') {
      const found = await requireRule(site, Identity, Mailbox)
      return found.ok ? ok({ output: [await shownRule(found.value.user, found.value.rule, site)] }) : found
    }
    const user = await ownerOf(site, Mailbox)
    if (!user.ok) return user
    return ok({
      output: await Promise.all(rulesOf(user.value).map((one) => shownRule(user.value, one, site))),
    })
  },
})

export const inboxRuleCmdlets = [
  getRule,
  newRule,
  setRule,
  removeRule,
  switching('Enable', 'Turns on a rule of an Inbox.'),
  switching('Disable', 'Turns off a rule of an Inbox, and keeps it.'),
]
