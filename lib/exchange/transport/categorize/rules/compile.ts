import { isList, type Value } from '@/lib/shell'
import { findRecipient } from '../../../cmdlets/recipients/find-recipient'
import { idOf } from '../../../directory/recipient'
import type { Site } from '../../../store'
import { isAction, isDetail } from '../../rule-description'
import { rulesInOrder } from '../../transport-rule'
import { type Condition, conditionOf } from './conditions'
import { type Edit, editsOf } from './edits'

/** What a rule does with a message. */
export interface RuleActions {
  readonly reject: { readonly status: string; readonly text: string } | null
  readonly drop: boolean
  /** Addresses: the message goes there in place of its recipients. */
  readonly redirectTo: readonly string[]
  readonly add: readonly string[]
  readonly edits: readonly Edit[]
  readonly stop: boolean
}

/** A rule that can be applied: every one of its conditions and exceptions is one that is understood here. */
export interface CompiledRule {
  readonly name: string
  readonly conditions: readonly Condition[]
  readonly exceptions: readonly Condition[]
  readonly actions: RuleActions
}

type Parts = Readonly<Record<string, Value>>

/**
 * The rules that are enabled and enforced, in their order. A rule with a condition or an exception that is not
 * modelled (attachments, patterns, header fields) is left out whole: it must not hit what it was not meant for.
 */
export async function compiledRules(site: Site): Promise<readonly CompiledRule[]> {
  const rules = (await rulesInOrder(site)).filter(
    ({ properties }) => properties.state === 'Enabled' && properties.mode === 'Enforce',
  )
  const compiled = await Promise.all(
    rules.map(({ name, properties }) => compile(name, properties.more ?? {}, site)),
  )
  return compiled.filter((one) => one !== null)
}

async function compile(name: string, parts: Parts, site: Site): Promise<CompiledRule | null> {
  const given = Object.entries(parts).filter(
    ([part, value]) => value !== null && value !== false && !isDetail(part),
  )
  const conditions = await Promise.all(
    given
      .filter(([part]) => !isAction(part) && !part.startsWith('ExceptIf'))
      .map(([part, value]) => conditionOf(part, value, idsOf(site))),
  )
  const exceptions = await Promise.all(
    given
      .filter(([part]) => part.startsWith('ExceptIf'))
      .map(([part, value]) => conditionOf(part.slice('ExceptIf'.length), value, idsOf(site))),
  )
  const known = <T>(list: readonly (T | null)[]) => list.filter((one) => one !== null)
  const isWhole =
    known(conditions).length === conditions.length && known(exceptions).length === exceptions.length
  return isWhole
    ? {
        name,
        conditions: known(conditions),
        exceptions: known(exceptions),
        actions: await actionsOf(parts, site),
      }
    : null
}

/** Recipients as a rule names them, by their ids; an address that nobody has stays as it is. */
function idsOf(site: Site) {
  return (names: readonly string[]) =>
    Promise.all(
      names.map(async (name) => {
        const found = await findRecipient(site, name)
        return found ? idOf(found) : name.toLowerCase()
      }),
    )
}

export function texts(value: Value | undefined): readonly string[] {
  if (value === undefined || value === null) return []
  return (isList(value) ? value : [value]).map(String)
}

async function actionsOf(parts: Parts, site: Site): Promise<RuleActions> {
  const people = async (...names: readonly string[]) =>
    idsOf(site)(names.flatMap((name) => texts(parts[name])))
  return {
    reject: rejection(parts),
    drop: parts.DeleteMessage === true,
    redirectTo: await people('RedirectMessageTo'),
    add: await people('AddToRecipients', 'CopyTo', 'BlindCopyTo'),
    edits: editsOf(parts),
    stop: parts.StopRuleProcessing === true,
  }
}

const usualReason = 'TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy'

function rejection(parts: Parts): RuleActions['reject'] {
  const [text] = texts(parts.RejectMessageReasonText ?? parts.SmtpRejectMessageRejectText)
  const [status] = texts(parts.RejectMessageEnhancedStatusCode)
  if (text === undefined && status === undefined) return null
  return { status: status ?? '5.7.1', text: text ? `${usualReason}: ${text}` : usualReason }
}
