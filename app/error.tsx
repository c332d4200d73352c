'use client'

import { Alert } from '@/components/ui/alert'
import { Button, LinkButton } from '@/components/ui/button'

/** What stands in place of a page that stopped on an error of this program. The digest finds it in the log. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <div className="max-w-[640px] px-6.5 py-6 max-sm:px-4">
      <h1 className="mb-4 text-xl font-semibold">This page could not be shown</h1>
      <Alert
        tone="error"
        live
        title="The program stopped on an error of its own"
        actions={
          <>
            <Button onClick={reset}>Try again</Button>
            <LinkButton href="/">Go to Home</LinkButton>
          </>
        }
      >
        Nothing was changed by showing this page. If it happens again, look for {error.digest ?? 'the error'}{' '}
        in the terminal where the dashboard runs, and see at /api/health whether the database answers.
      </Alert>
    </div>
  )
}
