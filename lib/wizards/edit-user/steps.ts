import { writeQuota } from '@/lib/exchange'
import type { Step } from '@/lib/runbooks/runbook'
import { command, switchOf } from '@/lib/shell'
import { quotaCommand } from '../mailbox-quota'
import { isOn, textOf } from '../text'
import type { UserFacts } from '../user-facts'
import type { Answers } from '../wizard'
import { lines, proxyAddresses } from './addresses'

export function accountSteps(facts: UserFacts, answers: Answers): readonly Step[] {
  const wanted = {
    FirstName: textOf(answers, 'firstName').trim(),
    LastName: textOf(answers, 'lastName').trim(),
    AccessLevel: textOf(answers, 'accessLevel'),
    AllowRemoteAccess: isOn(answers, 'remoteWebAccess'),
    AllowVpnAccess: isOn(answers, 'vpn'),
  }
  const has = {
    FirstName: facts.firstName,
    LastName: facts.lastName,
    AccessLevel: facts.accessLevel,
    AllowRemoteAccess: facts.remoteWebAccess,
    AllowVpnAccess: facts.vpn,
  }
  const changed = Object.entries(wanted)
    .filter(([name, value]) => has[name as keyof typeof has] !== value)
    .map(([name, value]) => [name, typeof value === 'boolean' ? switchOf(value) : value])
  if (changed.length === 0) return []
  return [
    {
      title: `Change the account ${facts.logonName}`,
      command: command('Set-WssUser', { Name: facts.logonName, ...Object.fromEntries(changed) }),
    },
  ]
}

export function emailSteps({ logonName, mailbox }: UserFacts, answers: Answers): readonly Step[] {
  const alias = textOf(answers, 'alias').trim()
  const same =
    JSON.stringify(lines(textOf(answers, 'addresses'))) === JSON.stringify(mailbox?.addresses ?? [])
  const quota = quotaCommand(logonName, answers)
  const before = mailbox && [
    writeQuota(mailbox.limits.issueWarningQuota),
    writeQuota(mailbox.limits.prohibitSendQuota),
    writeQuota(mailbox.limits.prohibitSendReceiveQuota),
  ]
  const after = [
    quota.arguments.IssueWarningQuota,
    quota.arguments.ProhibitSendQuota,
    quota.arguments.ProhibitSendReceiveQuota,
  ]
  const quotaChanged =
    before === null ||
    !mailbox?.enforced !== (answers.enforceQuota === false) ||
    JSON.stringify(before) !== JSON.stringify(after)
  return [
    ...(alias !== mailbox?.alias
      ? [
          {
            title: `Give ${logonName} the alias ${alias}`,
            command: command('Set-Mailbox', { Identity: logonName, Alias: alias }),
          },
        ]
      : []),
    ...(!same
      ? [
          {
            title: `Set the addresses of ${logonName}`,
            command: command('Set-Mailbox', {
              Identity: logonName,
              EmailAddressPolicyEnabled: false,
              EmailAddresses: proxyAddresses(textOf(answers, 'addresses')),
            }),
          },
        ]
      : []),
    ...(quotaChanged ? [{ title: `Set the mailbox limits of ${logonName}`, command: quota }] : []),
  ]
}
