import { LinkButton } from '@/components/ui/button'

const ways = [
  {
    title: 'From a mailbox',
    text: 'As a user does in Outlook. The store driver takes it from the Outbox.',
    wizard: 'mailbox-message',
    button: 'Write as a user',
  },
  {
    title: 'From outside',
    text: 'As another organization does: by the MX record of your domain, through the router.',
    wizard: 'neighbor-message',
    button: 'Write as a neighbor',
  },
  {
    title: 'From a device in the office',
    text: 'As a printer does: by SMTP, without signing in.',
    wizard: 'smtp-message',
    button: 'Write as a device',
  },
]

/** The ways by which a message comes, each a command of its own. */
export function SendWays({ disabledReason }: { disabledReason: string | null }) {
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {ways.map(({ title, text, wizard, button }) => (
        <li key={wizard} className="flex flex-col gap-2 rounded-md border border-line bg-raised p-4">
          <h2 className="font-semibold">{title}</h2>
          <p className="flex-1 text-sm text-soft">{text}</p>
          <p>
            <LinkButton
              href={`/do/${wizard}?back=/email/mail-flow/send-test`}
              disabledReason={disabledReason}
            >
              {button}
            </LinkButton>
          </p>
        </li>
      ))}
    </ul>
  )
}
