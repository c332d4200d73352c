export interface ShownSession {
  readonly sessionId: string
  readonly kind: string
  readonly connector: string
  readonly remoteEndpoint: string
  readonly lines: readonly {
    readonly at: string
    readonly event: string
    readonly data: string
    readonly context: string
  }[]
}

/** The signs of the protocol log, in words. */
const signs: Readonly<Record<string, string>> = {
  '+': 'connected',
  '-': 'disconnected',
  '>': 'said',
  '<': 'heard',
  '*': 'note',
}

/** What was said in one SMTP session. */
export function ProtocolLines({ session }: { session: ShownSession }) {
  const { sessionId, kind, connector, remoteEndpoint, lines } = session
  return (
    <details className="border-t border-line px-4 py-2 text-sm">
      <summary className="act min-h-6">
        SMTP session {sessionId}: {kind === 'Send' ? 'to' : 'from'} {remoteEndpoint}
        {connector && `, ${connector}`}
      </summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        aria-label={`Lines of the session ${sessionId}`}
        className="mt-2 max-h-96 overflow-auto rounded-md bg-code px-3.5 py-3 font-mono text-xs text-code-ink"
      >
        <ol>
          {lines.map(({ at, event, data, context }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a log never change their places
            <li key={place} className="whitespace-pre-wrap">
              <span className="text-code-comment">{at.slice(11, 23)} </span>
              <span aria-hidden className="text-code-command">
                {event}{' '}
              </span>
              <span className="sr-only">{signs[event] ?? event}: </span>
              {[data, context].filter(Boolean).join('   ')}
            </li>
          ))}
        </ol>
      </section>
    </details>
  )
}
