import { type ReactNode, useId } from 'react'
import { Reasoned } from '@/components/ui/button'
import { PageLink } from '@/components/ui/page-link'
import { SubmitTask } from './submit-task'

/** A group of the tasks pane: the selected object's ("Frank Miller"), or the area's ("Users tasks"). */
export function TaskGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-b border-line px-[18px] py-[22px] last:border-b-0">
      <h2 id={id} className="mb-2 text-xs font-semibold text-soft">
        {title}
      </h2>
      <div className="flex flex-col items-start">{children}</div>
    </section>
  )
}

export const taskClass = 'act inline-block py-1.5 text-left text-sm no-underline'
const taskOff = 'py-1.5 text-left text-sm text-faint'

/** A task that is a page or a wizard. `plain` for downloads. With `disabledReason` it stays, and says why not. */
export function TaskLink({
  href,
  children,
  plain,
  disabledReason,
}: {
  href: string
  children: ReactNode
  plain?: boolean
  disabledReason?: string | null | false
}) {
  if (disabledReason)
    return (
      <Reasoned reason={disabledReason} className={taskOff}>
        {children}
      </Reasoned>
    )
  if (plain)
    return (
      <a href={href} className={taskClass}>
        {children}
      </a>
    )
  return (
    <PageLink href={href} className={taskClass} scroll={false}>
      {children}
    </PageLink>
  )
}

/** A task that acts at once: a form of its own with a server action and hidden fields. */
export function TaskButton({
  action,
  hidden = {},
  children,
  disabledReason,
}: {
  action: (form: FormData) => void | Promise<void>
  hidden?: Readonly<Record<string, string>>
  children: ReactNode
  disabledReason?: string | null | false
}) {
  if (disabledReason)
    return (
      <Reasoned reason={disabledReason} className={taskOff}>
        {children}
      </Reasoned>
    )
  return (
    <form action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitTask>{children}</SubmitTask>
    </form>
  )
}
