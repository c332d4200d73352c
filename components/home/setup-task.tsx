import { TaskDetail } from '@/components/frame/home-layout'
import { LinkButton } from '@/components/ui/button'
import type { State } from '@/components/ui/state'
import { StatusList } from '@/components/ui/status-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { SetupTask } from '@/lib/checklists'

const states: Readonly<Record<SetupTask['state'], State>> = {
  done: 'ok',
  attention: 'warning',
  todo: 'neutral',
  skipped: 'neutral',
}

export function taskState({ state }: SetupTask): State {
  return states[state]
}

/** What stands at the end of a task's line. */
export function taskNote({ state, note, requirement }: SetupTask): string {
  if (state === 'skipped') return 'Skipped'
  if (note && (state !== 'todo' || requirement !== 'Required')) return note
  return state === 'done' ? (requirement === 'Not needed' ? 'Not needed' : 'Done') : requirement
}

/** The pane of one task: why, what was looked at just now, and how to begin or leave it. */
export function SetupTaskDetail({
  task,
  skip,
  disabledReason,
}: {
  task: SetupTask
  skip: (form: FormData) => Promise<void>
  disabledReason: string | null
}) {
  const { id, state, requirement, start } = task
  return (
    <TaskDetail
      title={task.title}
      lead={task.why}
      actions={
        <>
          <LinkButton
            look={state === 'done' ? 'secondary' : 'primary'}
            href={start.href}
            disabledReason={start.href.startsWith('/network') ? null : disabledReason}
          >
            {start.label}
          </LinkButton>
          {state !== 'done' && (
            <form action={skip}>
              <input type="hidden" name="task" value={id} />
              {state === 'skipped' && <input type="hidden" name="again" value="1" />}
              <SubmitButton look="quiet" disabledReason={disabledReason}>
                {state === 'skipped' ? 'Take up this task again' : 'Skip this task'}
              </SubmitButton>
            </form>
          )}
        </>
      }
    >
      {state !== 'done' && (
        <p className="text-sm text-soft">{`This task is ${requirement === 'Required' ? 'required' : 'recommended'}.`}</p>
      )}
      {task.checks.length > 0 && (
        <StatusList label="Checks" items={task.checks.map((check) => ({ ...check, trailing: 'just now' }))} />
      )}
    </TaskDetail>
  )
}
