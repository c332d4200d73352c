import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/code'
import { PageLink } from '@/components/ui/page-link'

/** What came of producing a code, and where to follow it. */
export function Produced({
  does,
  shows,
  reply,
  next,
  transcript,
  follow,
}: {
  does: string
  shows: string
  reply: string | null
  next: string | null
  transcript: readonly string[]
  /** The message in the tracking log; null where none was taken. */
  follow: string | null
}) {
  return (
    <div className="flex max-w-[820px] flex-col gap-3 px-4 py-3">
      <Alert tone="success" title={reply ?? 'The message is on its way'} live>
        {does} The code shows {shows}. {next}{' '}
        {follow && (
          <PageLink className="act" href={follow}>
            Follow the message
          </PageLink>
        )}
      </Alert>
      {transcript.length > 0 && <Code code={transcript} language="text" label="the conversation" />}
    </div>
  )
}
