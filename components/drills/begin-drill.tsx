import { ChoiceGroup } from '@/components/ui/choices'
import { Code } from '@/components/ui/code'
import { SubmitButton } from '@/components/ui/submit-button'

const levelNotes = {
  Easy: 'One thing is missing or stopped, and a checklist points at it.',
  Medium: 'Something answers, and it is the wrong thing.',
  Hard: 'What you see first is not where the fault is.',
} as const

/** The form that begins a drill. How many faults a level has is told, and none of them. */
export function BeginDrill({
  counts,
  action,
  disabledReason,
}: {
  counts: Readonly<Record<keyof typeof levelNotes, number>>
  action: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  const levels = Object.entries(levelNotes).map(([value, note]) => {
    const count = counts[value as keyof typeof levelNotes]
    return { value, label: value, note: `${note} ${count === 1 ? '1 fault' : `${count} faults`}.` }
  })
  return (
    <form action={action} className="flex flex-col gap-4">
      <ChoiceGroup
        label="Level"
        name="level"
        defaultValue="any"
        options={[
          { value: 'any', label: 'Any', note: 'One of all faults that this site can have.' },
          ...levels,
        ]}
      />
      <details className="max-w-[580px] text-sm">
        <summary className="act inline-block min-h-6 cursor-pointer">Show PowerShell</summary>
        <Code code={['Start-Drill', 'Start-Drill -Level Hard']} className="mt-2" label="the commands" />
      </details>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton disabledReason={disabledReason}>Begin a drill</SubmitButton>
        <span className="text-sm text-faint">All checks are asked first. This takes a few seconds.</span>
      </div>
    </form>
  )
}
