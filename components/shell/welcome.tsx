import { PowerShell } from '@/components/ui/code'

const first = [
  { command: 'Get-Mailbox -ResultSize 10', about: 'the first mailboxes' },
  { command: 'Get-ReceiveConnector | Format-List Identity, Bindings', about: 'where the server listens' },
  {
    command: "New-MailContact 'Ann Example' -ExternalEmailAddress ann@example.com",
    about: 'changes something; undo it with Remove-MailContact',
  },
]

/** For the first visit: three commands to begin with. A click puts one into the line, Enter runs it. */
export function Welcome({ onChoose }: { onChoose: (command: string) => void }) {
  return (
    <section aria-label="Three commands to begin with" className="text-sm">
      <p className="text-soft">
        This shell runs on the simulated site: what you change here shows on every page. Begin with one of
        these; Enter runs it.
      </p>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {first.map(({ command, about }) => (
          <li key={command} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <button
              type="button"
              onClick={() => onChoose(command)}
              className="rounded bg-code px-2.5 py-1 text-left font-mono text-xs text-code-ink [overflow-wrap:anywhere]"
            >
              <PowerShell code={command} />
            </button>
            <span className="text-xs text-faint">{about}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
