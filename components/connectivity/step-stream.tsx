import { Suspense } from 'react'
import { Spinner } from '@/components/ui/button'
import type { Walked } from '@/lib/analyzer'
import { StepItem } from './step-item'

function Working() {
  return (
    <li className="flex items-center gap-2.5 px-3.5 py-2 text-sm text-soft print:hidden">
      <Spinner /> Asking…
    </li>
  )
}

async function From({ at }: { at: Promise<Walked | null> }) {
  const here = await at
  if (!here) return null
  return (
    <>
      <StepItem step={here.step} />
      <Suspense fallback={<Working />}>
        <From at={here.next} />
      </Suspense>
    </>
  )
}

/** Steps while they become known: each is sent to the browser as soon as it is there. */
export function StepStream({ first }: { first: Promise<Walked | null> }) {
  return (
    <ol className="flex flex-col gap-2">
      <Suspense fallback={<Working />}>
        <From at={first} />
      </Suspense>
    </ol>
  )
}
