import type { ReactNode } from 'react'
import { ChecklistView } from '@/components/checklist/checklist-view'
import { ThreePane } from '@/components/frame/three-pane'
import { Alert } from '@/components/ui/alert'
import type { Checklist } from '@/lib/checklists/checklist'

type FormAction = (form: FormData) => void | Promise<void>

export interface ChecklistPageProps {
  checklist: Checklist
  check: FormAction
  repair: FormAction
  disabledReason: string | null
  /** The time on the site's clock. */
  now: Date
  /** The checklist in the shell. */
  command: { readonly lines: readonly string[] }
  /** Why the repair that was just asked for did not work. */
  failed?: string
  exports?: readonly { label: string; href: string }[]
  tasks?: ReactNode
  children?: ReactNode
}

/** A checklist with its tasks, and the error of the repair that was just tried. */
export function ChecklistPage({ checklist, failed, tasks, children, now, ...rest }: ChecklistPageProps) {
  return (
    <ThreePane padded tasks={tasks}>
      {failed && (
        <Alert tone="error" title="That did not work" className="mb-4" live>
          {failed}
        </Alert>
      )}
      <ChecklistView checklist={checklist} checkedAt={now} now={now} {...rest}>
        {children}
      </ChecklistView>
    </ThreePane>
  )
}
