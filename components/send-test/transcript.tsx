import { PageLink } from '@/components/ui/page-link'
import { codeIn, meaningOf, messageIdIn } from './reply-words'
import type { SessionReply } from './session-actions'

export interface Line {
  /** Empty for the greeting. */
  readonly said: string
  readonly reply: SessionReply
}

/** What was said and answered, with the meaning of each reply beside it. */
export function Transcript({ lines }: { lines: readonly Line[] }) {
  return (
    <ol aria-label="The session" aria-live="polite" className="rounded-md border border-line bg-raised">
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat, and only come behind
        <Exchange key={place} line={line} />
      ))}
    </ol>
  )
}

function Exchange({ line: { said, reply } }: { line: Line }) {
  const code = codeIn(reply.reply)
  const messageId = messageIdIn(reply.reply)
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-b-0 md:grid-cols-[1.4fr_1fr]">
      <div className="min-w-0 font-mono text-xs break-words whitespace-pre-wrap">
        {said !== '' && (
          <p className="text-link">
            <span className="sr-only">You: </span>
            {said}
          </p>
        )}
        {reply.reply !== '' && (
          <p>
            <span className="sr-only">The server: </span>
            {reply.reply}
          </p>
        )}
      </div>
      {reply.reply !== '' && (
        <p className="text-sm text-soft">
          {meaningOf(said, reply.reply)}{' '}
          {code && (
            <PageLink href={`/email/codes?selected=${encodeURIComponent(code)}`} className="act">
              Explain {code}
            </PageLink>
          )}
          {messageId && (
            <PageLink href={`/email/tracking?message=${encodeURIComponent(messageId)}`} className="act">
              Follow it
            </PageLink>
          )}
        </p>
      )}
    </li>
  )
}
