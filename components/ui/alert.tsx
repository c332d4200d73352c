import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'info' | 'success' | 'warning' | 'error'

const grounds: Record<Tone, string> = {
  info: 'bg-tint border-action/30',
  success: 'bg-ok-tint border-ok/30',
  warning: 'bg-warn-tint border-amber/50',
  error: 'bg-error-tint border-bad/40',
}
const inks: Record<Tone, string> = {
  info: 'text-link',
  success: 'text-ok',
  warning: 'text-warn',
  error: 'text-error',
}
const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert }
const words: Record<Tone, string> = { info: 'Note', success: 'Done', warning: 'Warning', error: 'Error' }

interface AlertProps {
  tone: Tone
  title?: ReactNode
  children?: ReactNode
  /** Buttons or links that mend it. */
  actions?: ReactNode
  /** Announces it when it appears after the page was loaded: errors at once, others when there is a pause. */
  live?: boolean
  className?: string
}

/** A framed message within a page: what happened, to what, and what to do next. */
export function Alert({ tone, title, children, actions, live, className }: AlertProps) {
  const Icon = icons[tone]
  return (
    <div
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
      className={cx('flex gap-2.5 rounded-md border px-3.5 py-2.5 text-sm', grounds[tone], className)}
    >
      <Icon aria-hidden size={17} className={cx('mt-0.5 shrink-0', inks[tone])} />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{words[tone]}: </span>
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-soft">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}

/** An alert across the whole width, under the tabs: something that concerns every view. */
export function Banner(props: AlertProps) {
  return <Alert {...props} className={cx('rounded-none border-x-0 border-t-0 px-6', props.className)} />
}

/** An ErrorRecord as an alert: its message, then its recommended action. */
export function ErrorAlert({
  error,
  title,
  actions,
  live,
}: {
  error: { readonly message: string; readonly recommendedAction?: string }
  title?: ReactNode
  actions?: ReactNode
  live?: boolean
}) {
  return (
    <Alert tone="error" title={title} actions={actions} live={live}>
      <p className="whitespace-pre-wrap">{error.message}</p>
      {error.recommendedAction && <p className="mt-1 text-ink">{error.recommendedAction}</p>}
    </Alert>
  )
}
