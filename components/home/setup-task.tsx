import type { ReactNode } from 'react'
import { TaskDetail, TaskTile } from '@/components/frame/home-layout'
import { Answered } from '@/components/ui/answered'
import { LinkButton } from '@/components/ui/button'
import { type State, StateIcon } from '@/components/ui/state'
import { StatusList } from '@/components/ui/status-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { SetupTask, TaskProgress } from '@/lib/checklists'

const states: Readonly<Record<TaskProgress['state'], State>> = {
  done: 'ok',
  attention: 'warning',
  todo: 'neutral',
  skipped: 'neutral',
}

/** What stands at the end of a task's line. */
function noteOf({ requirement }: SetupTask, { state, note }: TaskProgress): string {
  if (state === 'skipped') return 'Skipped'
  if (note && (state !== 'todo' || requirement !== 'Required')) return note
  return state === 'done' ? (requirement === 'Not needed' ? 'Not needed' : 'Done') : requirement
}

type Chosen = SetupTask | undefined | Promise<SetupTask | undefined>

/** A task's line: what the network has to tell comes in by itself, and so does whether it is the one that is shown. */
export function SetupTaskTile({ task, chosen }: { task: SetupTask; chosen: Chosen }) {
  const { progress, known } = task
  const iconOf = ({ state }: TaskProgress) => <StateIcon key="icon" state={states[state]} />
  const tile = (current: boolean) => (
    <TaskTile
      href={`/?task=${task.id}`}
      title={task.title}
      current={current}
      icon={
        known ? (
          iconOf(known)
        ) : (
          <Answered answer={progress.then(iconOf)} asking={<StateIcon state="neutral" label="Asking" />} />
        )
      }
      note={
        known ? (
          noteOf(task, known)
        ) : (
          <Answered answer={progress.then((one) => noteOf(task, one))} asking="Asking…" />
        )
      }
    />
  )
  if (!(chosen instanceof Promise)) return tile(chosen?.id === task.id)
  return <Answered answer={chosen.then((one) => tile(one?.id === task.id))} asking={tile(false)} />
}

interface DetailProps {
  skip: (form: FormData) => Promise<void>
  disabledReason: string | null
}

/** The pane of the chosen task, as soon as it is known which one that is. */
export function ChosenTask({ chosen, ...rest }: DetailProps & { chosen: Chosen }) {
  const detail = (task: SetupTask | undefined) =>
    task ? <SetupTaskDetail key={task.id} task={task} {...rest} /> : <AllDone key="done" />
  if (!(chosen instanceof Promise)) return detail(chosen)
  return (
    <Answered
      answer={chosen.then(detail)}
      asking={<TaskDetail title="What comes next" lead="Asking the network how far everything is…" />}
    />
  )
}

function AllDone() {
  return (
    <TaskDetail
      title="Everything is set up"
      lead="Mail comes in, goes out, and people reach their mailboxes. Take the runbooks away to the real site, and check that one, too."
      actions={
        <>
          <LinkButton look="primary" href="/network/connectivity">
            Test the connectivity
          </LinkButton>
          <LinkButton href="/network/live">Check the real site</LinkButton>
          <LinkButton href="/help/drills">Find a fault, as a drill</LinkButton>
        </>
      }
    />
  )
}

/** The pane of one task: why, what was looked at just now, and how to begin or leave it. */
function SetupTaskDetail({ task, skip, disabledReason }: DetailProps & { task: SetupTask }) {
  const { requirement, start, progress, known } = task
  const begin = (done: boolean) => (
    <LinkButton
      look={done ? 'secondary' : 'primary'}
      href={start.href}
      disabledReason={start.href.startsWith('/network') ? null : disabledReason}
    >
      {start.label}
    </LinkButton>
  )
  const pane = ({ state, checks }: TaskProgress) => (
    <div key="progress" className="flex flex-col gap-4">
      {state !== 'done' && <Weight requirement={requirement} />}
      {checks.length > 0 && (
        <StatusList label="Checks" items={checks.map((check) => ({ ...check, trailing: 'just now' }))} />
      )}
      <Actions>
        {begin(state === 'done')}
        {state !== 'done' && (
          <SkipTask
            id={task.id}
            isSkipped={state === 'skipped'}
            skip={skip}
            disabledReason={disabledReason}
          />
        )}
      </Actions>
    </div>
  )
  return (
    <TaskDetail title={task.title} lead={task.why}>
      {known ? (
        pane(known)
      ) : (
        <Answered
          answer={progress.then(pane)}
          asking={
            <div className="flex flex-col gap-4">
              <p role="status" className="text-sm text-faint">
                Asking…
              </p>
              <Actions>{begin(false)}</Actions>
            </div>
          }
        />
      )}
    </TaskDetail>
  )
}

function Weight({ requirement }: Pick<SetupTask, 'requirement'>) {
  return (
    <p className="text-sm text-soft">{`This task is ${requirement === 'Required' ? 'required' : 'recommended'}.`}</p>
  )
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 pt-1">{children}</div>
}

function SkipTask({ id, isSkipped, skip, disabledReason }: DetailProps & { id: string; isSkipped: boolean }) {
  return (
    <form action={skip}>
      <input type="hidden" name="task" value={id} />
      {isSkipped && <input type="hidden" name="again" value="1" />}
      <SubmitButton look="quiet" disabledReason={disabledReason}>
        {isSkipped ? 'Take up this task again' : 'Skip this task'}
      </SubmitButton>
    </form>
  )
}
