import { Alert } from '@/components/ui/alert'
import { PageLink } from '@/components/ui/page-link'

/** The shell's page for somebody who changes nothing. */
export function ObserverNote() {
  return (
    <Alert tone="info" title="The shell is for administrators">
      What is typed here changes the site. As an Observer you see what ran, and what came of it, in{' '}
      <PageLink href="/activity" className="act underline">
        Activity
      </PageLink>
      .
    </Alert>
  )
}
