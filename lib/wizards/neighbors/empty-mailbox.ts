import type { NeighborNow } from '@/lib/network'
import { command } from '@/lib/shell'
import { textOf } from '../text'
import type { Wizard } from '../wizard'

const all = ''

function mailboxesOf({ known, settings }: NeighborNow): readonly string[] {
  return [...new Set([...settings.fullMailboxes, ...settings.deferredMailboxes, ...(known.mailboxes ?? [])])]
}

/** A call to another organization: somebody there deletes what they do not need. */
export const emptyMailbox: Wizard<NeighborNow> = {
  id: 'empty-neighbor-mailbox',
  title: 'Empty a mailbox of a neighbor',
  finish: 'Empty it',
  pages: [
    {
      id: 'mailbox',
      title: 'Which mailbox?',
      lead: ({ known }) =>
        `You call ${known.organization}, and they empty it: the messages that it holds are deleted for good, and it takes mail again.`,
      fields: [
        {
          kind: 'choice',
          name: 'mailbox',
          label: 'Mailbox',
          parameter: 'Mailbox',
          suggest: (facts) => mailboxesOf(facts)[0] ?? all,
          options: (facts) => [
            ...mailboxesOf(facts).map((name) => ({ value: name, label: `${name}@${facts.known.domain}` })),
            { value: all, label: 'All of them' },
          ],
        },
      ],
    },
  ],
  compile({ known }, answers) {
    const Mailbox = textOf(answers, 'mailbox') || undefined
    const title = `Empty ${Mailbox ? `${Mailbox}@${known.domain}` : `the mailboxes of ${known.organization}`}`
    const clear = command('Clear-NeighborMailbox', { Identity: known.domain, Mailbox })
    return { title, steps: [{ title, command: clear }] }
  },
  next: ({ known }) => [
    { label: 'Send it again', href: '/email/mail-flow' },
    { label: `See ${known.organization}`, href: `/email/neighbors?selected=${known.domain}` },
  ],
}
