import { checkQuotaOrder, parseQuota, quotasFor } from '@/lib/exchange'
import type { Step } from '@/lib/runbooks/runbook'
import { type Command, command, ok, type Result } from '@/lib/shell'
import { byText, isOn, textOf } from './text'
import type { Answers, Field } from './wizard'

const limits = [
  { name: 'issueWarningQuota', label: 'Warn at', parameter: 'IssueWarningQuota' },
  { name: 'prohibitSendQuota', label: 'Prohibit send at', parameter: 'ProhibitSendQuota' },
  {
    name: 'prohibitSendReceiveQuota',
    label: 'Prohibit send and receive at',
    parameter: 'ProhibitSendReceiveQuota',
  },
] as const

/** The three limits that one maximum size stands for; what cannot be read gives the 2 GB of the original. */
function proposed(answers: Answers) {
  const size = parseQuota(textOf(answers, 'quota') || '2 GB')
  return quotasFor(size.ok ? size.value : 2 * 1024 ** 3)
}

function checkOrder(answers: Answers): Result<unknown> {
  const parsed = limits.map(({ name }) => parseQuota(textOf(answers, name)))
  const [issueWarningQuota, prohibitSendQuota, prohibitSendReceiveQuota] = parsed.map((one) =>
    one.ok ? one.value : null,
  )
  if (parsed.some((one) => !one.ok)) return ok(null)
  return checkQuotaOrder({
    issueWarningQuota: issueWarningQuota ?? null,
    prohibitSendQuota: prohibitSendQuota ?? null,
    prohibitSendReceiveQuota: prohibitSendReceiveQuota ?? null,
  })
}

/** "Enforce mailbox quotas", on, with 2 GB; and, for whoever wants them, the three limits behind it. */
export function quotaFields<F>(): readonly Field<F>[] {
  const enforced = (answers: Answers) => answers.enforceQuota !== false
  return [
    { kind: 'toggle', name: 'enforceQuota', label: 'Enforce mailbox quotas', suggest: () => true },
    {
      kind: 'size',
      name: 'quota',
      label: 'Maximum mailbox size',
      suggest: () => '2 GB',
      shown: (_, answers) => enforced(answers) && !isOn(answers, 'ownLimits'),
      check: byText(parseQuota),
      hint: (_, answers) => {
        const { issueWarningQuota, prohibitSendQuota, prohibitSendReceiveQuota } = proposed(answers)
        return `Warns at ${issueWarningQuota}. At ${prohibitSendQuota} the mailbox can no longer send, at ${prohibitSendReceiveQuota} no longer receive.`
      },
    },
    {
      kind: 'toggle',
      name: 'ownLimits',
      label: 'Set the three limits one by one',
      shown: (_, answers) => enforced(answers),
    },
    ...limits.map(
      ({ name, label, parameter }): Field<F> => ({
        kind: 'size',
        name,
        label,
        parameter,
        shown: (_, answers) => enforced(answers) && isOn(answers, 'ownLimits'),
        suggest: (_, answers) => proposed(answers)[name],
        check: (value, _, answers) => {
          const own = parseQuota(String(value))
          return own.ok && name === 'prohibitSendReceiveQuota' ? checkOrder(answers) : own
        },
      }),
    ),
  ]
}

/** The limits of a mailbox as Exchange is told them; without enforcement all three are unlimited. */
export function quotaCommand(identity: string, answers: Answers): Command {
  const unlimited = {
    issueWarningQuota: 'unlimited',
    prohibitSendQuota: 'unlimited',
    prohibitSendReceiveQuota: 'unlimited',
  }
  const own = Object.fromEntries(limits.map(({ name }) => [name, textOf(answers, name)])) as typeof unlimited
  const chosen =
    answers.enforceQuota === false ? unlimited : isOn(answers, 'ownLimits') ? own : proposed(answers)
  return command('Set-Mailbox', {
    Identity: identity,
    UseDatabaseQuotaDefaults: false,
    IssueWarningQuota: chosen.issueWarningQuota,
    ProhibitSendQuota: chosen.prohibitSendQuota,
    ProhibitSendReceiveQuota: chosen.prohibitSendReceiveQuota,
  })
}

/** A mailbox for an account that exists, and its limits. */
export function mailboxSteps(identity: string, alias: string, answers: Answers): readonly Step[] {
  return [
    {
      title: `Create the mailbox of ${identity}`,
      command: command('Enable-Mailbox', { Identity: identity, Alias: alias }),
    },
    { title: `Set the mailbox limits of ${identity}`, command: quotaCommand(identity, answers) },
  ]
}
