import type { Asked, Happened } from '../mail-at-hand'
import type { CompiledRule } from './compile'
import type { RuledMail } from './conditions'
import type { Edit } from './edits'

/** What the rules make of a message. */
export interface Ruled {
  /** Null where it goes on. */
  readonly reject: { readonly status: string; readonly text: string } | null
  readonly drop: boolean
  /** In place of the recipients, where a rule redirects it. */
  readonly redirected: readonly Asked[] | null
  readonly added: readonly Asked[]
  readonly edits: readonly Edit[]
  readonly happened: readonly Happened[]
}

/** Applies the rules in their order, until one rejects or drops the message, or says that it is the last. */
export async function applyRules(rules: readonly CompiledRule[], message: RuledMail): Promise<Ruled> {
  let result: Ruled = { reject: null, drop: false, redirected: null, added: [], edits: [], happened: [] }
  for (const rule of rules) {
    if (!(await isMeant(rule, message))) continue
    const { actions } = rule
    result = {
      reject: actions.reject,
      drop: actions.drop,
      redirected: actions.redirectTo.length > 0 ? actions.redirectTo.map(byAgent) : result.redirected,
      added: [...result.added, ...actions.add.map(byAgent)],
      edits: [...result.edits, ...actions.edits],
      happened: [...result.happened, told(rule, message)],
    }
    if (actions.reject || actions.drop || actions.stop) break
  }
  return result
}

async function isMeant({ conditions, exceptions }: CompiledRule, message: RuledMail): Promise<boolean> {
  for (const condition of conditions) if (!(await condition(message))) return false
  for (const exception of exceptions) if (await exception(message)) return false
  return true
}

/** Somebody whom a rule names by id, or by an address of other people. */
function byAgent(idOrAddress: string): Asked {
  const isAddress = idOrAddress.includes('@')
  return {
    recipient: { address: isAddress ? idOrAddress : '', orcpt: null, notify: null, history: [] },
    ...(isAddress ? {} : { id: idOrAddress }),
    path: [],
    by: 'agent',
  }
}

function told({ name }: CompiledRule, { recipients }: RuledMail): Happened {
  return {
    eventId: 'AGENTINFO',
    source: 'AGENT',
    recipients: recipients.map(({ address }) => address),
    sourceContext: 'Transport Rule Agent',
    customData: { 'S:TRA': `ETR|ruleName=${name}` },
  }
}
