import { Spinner } from '@/components/ui/button'

/** Stands where the charts will: a large tracking log takes its time, and the queues do not wait for it. */
export function AskingLog() {
  return (
    <p role="status" className="flex min-h-72 items-center gap-2 text-sm text-soft xl:col-span-2">
      <Spinner />
      <span>Asking the tracking log…</span>
    </p>
  )
}
