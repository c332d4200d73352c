import type { Site } from '@/lib/exchange'
import { cmdlet, ok } from '@/lib/shell'
import { type Figures, siteAlerts } from '../alerts'

/** Counted one by one: the dashboard's own counting is the database's. */
async function figuresOf({ store }: Site): Promise<Figures> {
  let [mailboxesFull, mailboxesNearlyFull] = [0, 0]
  for await (const { mailbox } of store.users.each({ withMailbox: true })) {
    if (!mailbox || mailbox.bytes === 0) continue
    const { bytes, prohibitSendQuota, issueWarningQuota } = mailbox
    if (prohibitSendQuota !== null && bytes >= prohibitSendQuota) mailboxesFull++
    else if (issueWarningQuota !== null && bytes >= issueWarningQuota) mailboxesNearlyFull++
  }
  return { users: await store.users.count({}), mailboxesFull, mailboxesNearlyFull }
}

/** Ours: the original shows its alerts in the Alert Viewer alone. */
const getSiteAlert = cmdlet<Site>()({
  name: 'Get-SiteAlert',
  synopsis: 'Lists what is wrong on the site now, the most urgent first.',
  reads: true,
  columns: ['Severity', 'Title', 'Cause'],
  parameters: {},
  run: async (_, site) => {
    const alerts = await siteAlerts(site, await figuresOf(site))
    return ok({
      output: alerts.map(({ severity, title, cause }) => ({
        Severity: severity,
        Title: title,
        Cause: cause,
      })),
    })
  },
})

export const siteAlertCmdlets = [getSiteAlert]
