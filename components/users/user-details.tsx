import { DetailsPane } from '@/components/frame/three-pane'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import {
  effectiveQuotas,
  type MailboxQuotas,
  printQuota,
  printShortSize,
  type Quota,
  type User,
} from '@/lib/exchange'
import { accessLevels } from './user-columns'

const short = (quota: Quota) => (quota === null ? 'unlimited' : printShortSize(quota))

/** The selected user under the list. `databaseLimits` count for mailboxes that have none of their own. */
export function UserDetails({
  user,
  databaseLimits,
  withEmail,
}: {
  user: User
  databaseLimits: Omit<MailboxQuotas, 'useDatabaseQuotaDefaults'>
  withEmail: boolean
}) {
  const { mailbox } = user
  const limits = mailbox && effectiveQuotas(mailbox, databaseLimits)
  const full =
    mailbox && limits?.prohibitSendQuota ? Math.floor((mailbox.bytes * 100) / limits.prohibitSendQuota) : 0
  const addresses = mailbox?.addresses.toSorted((a, b) => Number(b.primary) - Number(a.primary)) ?? []
  return (
    <DetailsPane
      title={user.name}
      subtitle={`${accessLevels[user.accessLevel]} · ${user.logonName}`}
      badges={full >= 90 && <Badge tone="amber">Mailbox {full} % full</Badge>}
      facts={[
        ...(withEmail && mailbox && limits
          ? [
              {
                term: 'Email addresses',
                value: addresses.map(({ address, primary }) => (
                  <div key={address}>
                    {address}
                    {primary && ' (primary)'}
                  </div>
                )),
              },
              {
                term: 'Quota',
                value: (
                  <span
                    title={printQuota(limits.prohibitSendQuota)}
                  >{`Warn ${short(limits.issueWarningQuota)} · prohibit send ${short(limits.prohibitSendQuota)} · prohibit send and receive ${short(limits.prohibitSendReceiveQuota)}`}</span>
                ),
              },
              { term: 'Database', value: mailbox.database },
              {
                term: 'Content',
                value: `${mailbox.itemCount.toLocaleString('en-US')} items, ${printShortSize(mailbox.bytes)}`,
              },
            ]
          : []),
        {
          term: 'Anywhere Access',
          value:
            [user.remoteWebAccess && 'Remote Web Access', user.vpn && 'VPN'].filter(Boolean).join(' and ') ||
            'Not allowed',
        },
        { term: 'Password changed', value: <Time at={user.passwordChangedAt} /> },
      ]}
    />
  )
}
