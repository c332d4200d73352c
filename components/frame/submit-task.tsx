'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { Spinner } from '@/components/ui/button'

/** The button of a TaskButton's form: looks like a task, busy while its action runs. */
export function SubmitTask({ children }: { children: ReactNode }) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      disabled={pending}
      aria-busy={pending || undefined}
      className="act flex items-center gap-2 py-1.5 text-left text-sm"
    >
      {children}
      {pending && <Spinner />}
    </button>
  )
}
