import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/code'
import { durationInWords } from '@/components/ui/time-words'

/** What the fault was, how one sees it, how it is mended, and what was run. */
export function DrillOver({
  title,
  outcome,
  tookMs,
  lesson,
  commands,
}: {
  title: string
  outcome: 'Mended' | 'GivenUp'
  tookMs: number
  lesson: { readonly what: string; readonly see: string; readonly mend: string } | null
  commands: readonly string[]
}) {
  const took = durationInWords(tookMs)
  const parts = lesson && [
    { term: 'What it was', text: lesson.what },
    { term: 'How to see it', text: lesson.see },
    { term: 'How to mend it', text: lesson.mend },
  ]
  return (
    <section aria-labelledby="over" className="mb-8 flex max-w-[80ch] flex-col gap-4">
      {outcome === 'Mended' ? (
        <Alert tone="success" title="The site is healthy again">
          You found and mended it in {took}.
        </Alert>
      ) : (
        <Alert tone="info" title="The drill was given up">
          After {took}. What it had changed is set back.
        </Alert>
      )}
      <h2 id="over" className="text-lg font-semibold">
        {title}
      </h2>
      {parts && (
        <dl className="flex flex-col gap-3">
          {parts.map(({ term, text }) => (
            <div key={term}>
              <dt className="font-semibold">{term}</dt>
              <dd className="text-soft">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {commands.length > 0 && (
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">What was run meanwhile</h3>
          <Code code={commands} label="the commands" />
        </div>
      )}
    </section>
  )
}
