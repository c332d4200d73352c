import { LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { LiveSmartHost } from '@/lib/network'

const back = 'back=/network/live'

/** Whether mail of the rehearsal may leave it, where to and for whom. */
export function MailThatLeaves({
  confirmed,
  disabledReason,
}: {
  confirmed: LiveSmartHost | null
  disabledReason: string | null
}) {
  return (
    <section className="rounded-md border border-line bg-panel px-4 py-3 text-sm">
      <h2 className="font-semibold">Mail that leaves</h2>
      {confirmed ? (
        <>
          <p className="mt-1 max-w-[80ch]">
            What a send connector sends to the smart host{' '}
            <strong className="break-words">{confirmed.smartHost}</strong> leaves this computer, for{' '}
            <strong className="break-words">{confirmed.recipients.join(', ')}</strong> and nobody else.
          </p>
          <p className="mt-1 text-xs text-soft">
            Confirmed by {confirmed.confirmedBy} <Time at={confirmed.confirmedAt} now={new Date()} />.
          </p>
        </>
      ) : (
        <p className="mt-1 max-w-[80ch] text-soft">
          No mail leaves this computer: what users write goes to the simulated world alone. To rehearse with
          your provider’s relay, confirm it, and say for whom.
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton href={`/do/confirm-smart-host?${back}`} disabledReason={disabledReason}>
          {confirmed ? 'Change the smart host' : 'Confirm a smart host'}
        </LinkButton>
        {confirmed && (
          <LinkButton href={`/do/keep-mail-inside?${back}`} disabledReason={disabledReason}>
            Let no mail leave
          </LinkButton>
        )}
      </div>
    </section>
  )
}
