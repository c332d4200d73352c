import { command } from '@/lib/shell'
import type { Wizard } from './wizard'

export const disableIntegration: Wizard<{ readonly mailboxes: number }> = {
  id: 'disable-integration',
  title: 'Disable Exchange Server integration',
  finish: 'Disable the integration',
  pages: [
    {
      id: 'confirm',
      title: 'What changes',
      lead: ({ mailboxes }) =>
        `You will no longer see, create or manage mailboxes in this dashboard. Nothing changes in Exchange Server: ${mailboxes === 1 ? 'its mailbox stays' : `its ${mailboxes} mailboxes stay`}, mail keeps flowing, and Exchange's own tools go on working. You can set the integration up again.`,
      fields: [],
    },
  ],
  compile: () => ({
    title: 'Disable Exchange Server integration',
    steps: [
      {
        title: 'Turn off the e-mail features of this dashboard',
        command: command('Disable-ExchangeIntegration'),
      },
    ],
  }),
  next: () => [{ label: 'Go to Home', href: '/' }],
}
