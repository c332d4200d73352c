import { ChevronLeft, ChevronRight } from 'lucide-react'
import { LinkButton } from './button'

/** Previous and next page of a list that is paged by key; `summary` says where one is: "1–50 of 1,248". */
export function Pager({
  previousHref,
  nextHref,
  summary,
}: {
  previousHref?: string | null
  nextHref?: string | null
  summary?: string
}) {
  if (!previousHref && !nextHref) return null
  return (
    <nav aria-label="Pages of this list" className="flex items-center gap-2 px-4 py-2.5 print:hidden">
      {previousHref && (
        <LinkButton href={previousHref} prefetch={false} rel="prev">
          <ChevronLeft aria-hidden size={15} />
          Previous
        </LinkButton>
      )}
      {nextHref && (
        <LinkButton href={nextHref} prefetch={false} rel="next">
          Next
          <ChevronRight aria-hidden size={15} />
        </LinkButton>
      )}
      {summary && <span className="ml-2 text-xs text-faint">{summary}</span>}
    </nav>
  )
}
