import { executeAll } from '@/lib/server/execute'
import { vault } from '@/lib/server/vault'
import { command, secure } from '@/lib/shell'

const connector = 'EXCH01\\WSE Internet Receive Connector'

export const mailJobs = {
  /** A mailbox that the Internet may write to, over as many connections as it likes. */
  async openReception({ recipient }: { recipient: string }) {
    const [alias] = recipient.split('@')
    const made = await executeAll(
      [
        command('Set-ReceiveConnector', {
          Identity: connector,
          MaxInboundConnectionPerSource: 'unlimited',
          MaxInboundConnectionPercentagePerSource: 100,
        }),
        command('Set-FrontendTransportService', {
          Identity: 'EXCH01',
          MaxConnectionRatePerMinute: 100_000_000,
        }),
        command('New-Mailbox', {
          Name: 'Mail of the bench',
          UserPrincipalName: `${alias}@contoso.local`,
          PrimarySmtpAddress: recipient,
          Password: secure('', vault.seal('Sunrise-over-7-hills')),
        }),
      ],
      { actor: 'admin@contoso.com', source: 'bench' },
    )
    if (!made.ok) throw new Error(made.error.message)
  },
}
