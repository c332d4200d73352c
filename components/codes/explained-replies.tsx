import { Badge } from '@/components/ui/badge'
import { PageLink } from '@/components/ui/page-link'
import type { ExplainedReply } from './explain-state'

/** What each reply in a text means: the code, the words, the usual cause, what of this site bears on it, what to check. */
export function ExplainedReplies({ found }: { found: readonly ExplainedReply[] }) {
  if (found.length === 0)
    return (
      <p className="text-sm text-soft">
        There is no reply in this text. One looks like 550 5.1.1, with words behind it.
      </p>
    )
  return (
    <ul className="flex max-w-[820px] flex-col gap-4">
      {found.map((one) => (
        <Reply key={`${one.status} ${one.reply}`} {...one} />
      ))}
    </ul>
  )
}

function Reply({ reply, status, known, says, transient, clues }: ExplainedReply) {
  return (
    <li className="rounded-md border border-line p-4">
      <div className="flex flex-wrap items-center gap-2.5">
        <h2 className="text-base font-semibold">
          {status} {known?.title ?? 'Not in the table'}
        </h2>
        <Badge tone={transient ? 'amber' : 'red'}>{transient ? 'Tried again' : 'Final'}</Badge>
      </div>
      <p className="overflow-wrap-anywhere mt-1 font-mono text-xs text-soft">{reply}</p>
      <div className="mt-3 flex flex-col gap-2 text-sm">
        {says && <p>{says}</p>}
        <p>{known?.meaning ?? 'The first digit tells whether it is tried again: 4 yes, 5 no.'}</p>
        {known && <p>Usual cause: {known.cause}</p>}
        {clues.length > 0 && <Clues clues={clues} />}
        {known && (
          <p>
            <PageLink className="act" href={known.check.href}>
              {known.check.text}
            </PageLink>
          </p>
        )}
      </div>
    </li>
  )
}

function Clues({ clues }: Pick<ExplainedReply, 'clues'>) {
  return (
    <>
      <h3 className="mt-1 text-xs font-semibold text-soft">On this site, now</h3>
      <ul className="list-disc pl-5">
        {clues.map(({ text, href }) => (
          <li key={text}>
            {text}{' '}
            <PageLink className="act" href={href}>
              Look<span className="sr-only">: {text}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </>
  )
}
