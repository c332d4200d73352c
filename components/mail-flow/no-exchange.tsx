import { EmptyState } from '@/components/ui/empty-state'
import { PageLink } from '@/components/ui/page-link'

/** Instead of what only a transport server has. */
export function NoExchange({ title }: { title: string }) {
  return (
    <EmptyState title={title}>
      Exchange Server is not installed. The{' '}
      <PageLink href="/email/integrate" className="act underline">
        integration wizard
      </PageLink>{' '}
      installs and sets it up.
    </EmptyState>
  )
}
