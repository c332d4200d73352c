import { type ComponentProps, useId } from 'react'
import { cx } from './cx'
import { PageLink } from './page-link'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

const base =
  'inline-flex min-h-[34px] items-center justify-center gap-2 rounded px-3.5 py-1.5 text-sm font-medium no-underline'
const looks: Record<ButtonLook, string> = {
  primary: 'bg-action text-white hover:bg-action-strong',
  secondary: 'border border-edge/60 bg-raised text-ink hover:bg-panel',
  quiet: 'text-link hover:bg-tint',
  danger: 'bg-danger text-white hover:brightness-90',
}
const off = 'border border-line bg-panel text-faint'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` once a view; `danger` only for what destroys. Default `secondary`. */
  look?: ButtonLook
  /** Why it cannot be used now. The button stays visible and focusable, does nothing and tells the reason. */
  disabledReason?: string | null | false
  /** It is at work: shows a spinner, says so, takes no second click. */
  busy?: boolean
}

/** A native button, `type="button"` unless told otherwise. Renders on the server and in client components. */
export function Button({
  look = 'secondary',
  disabledReason,
  busy,
  className,
  children,
  ...rest
}: ButtonProps) {
  if (disabledReason)
    return (
      <Reasoned reason={disabledReason} className={cx(base, off, className)}>
        {children}
      </Reasoned>
    )
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={cx(base, rest.disabled ? off : looks[look], className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
}

/** A link that looks like a button. With `download` or a route handler's address use `plain`. */
export function LinkButton({
  look = 'secondary',
  plain,
  disabledReason,
  className,
  ...rest
}: Omit<ComponentProps<typeof PageLink>, 'href'> & {
  href: string
  look?: ButtonLook
  /** A plain `<a>`: for downloads and other addresses that are not pages. */
  plain?: boolean
  disabledReason?: string | null | false
}) {
  if (disabledReason)
    return (
      <Reasoned reason={disabledReason} className={cx(base, off, className)}>
        {rest.children}
      </Reasoned>
    )
  const classes = cx(base, looks[look], className)
  if (plain)
    return (
      <a href={rest.href} download={rest.download} className={classes}>
        {rest.children}
      </a>
    )
  return <PageLink {...rest} className={classes} />
}

/** A control that cannot be used now: focusable, and its reason shows on hover and focus. */
export function Reasoned({
  reason,
  className,
  children,
}: {
  reason: string
  className?: string
  children: React.ReactNode
}) {
  const id = useId()
  return (
    <span className="reasoned">
      <button type="button" aria-disabled="true" aria-describedby={id} className={className}>
        {children}
      </button>
      <span role="tooltip" id={id} className="rounded bg-band px-2.5 py-1.5 text-xs text-band-ink shadow-md">
        {reason}
      </span>
    </span>
  )
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-3.5 shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  )
}
