import { cx } from './cx'

/**
 * How much of something is used: blue, amber from `warnAt`, red from `max`. The text beside it says the same:
 * `<Meter value={1.82} max={2} warnAt={1.9} label="Mailbox use">1.82 of 2 GB</Meter>`.
 */
export function Meter({
  value,
  max,
  warnAt = max * 0.9,
  label,
  children,
}: {
  value: number
  max: number
  /** From here on amber. Default: nine tenths of `max`. */
  warnAt?: number
  /** What is measured, for screen readers. */
  label: string
  /** The figures in words. */
  children: string
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const fill = value >= max ? 'bg-bad' : value >= warnAt ? 'bg-amber' : 'bg-action'
  return (
    <span className="flex items-center gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> cannot be coloured alike in all browsers */}
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={children}
        className="h-1.5 w-[120px] shrink overflow-hidden rounded-full bg-track forced-color-adjust-none"
      >
        <span className={cx('block h-full', fill)} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="whitespace-nowrap tabular-nums">{children}</span>
    </span>
  )
}

/** How far something is: a native progress bar; without a value it is at work with an end unknown. */
export function Progress({ value, max, label }: { value?: number; max: number; label: string }) {
  const share = value === undefined ? undefined : max > 0 ? value / max : 1
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      className="h-1.5 w-full overflow-hidden rounded-full bg-track forced-color-adjust-none"
    >
      <div
        className={cx('h-full bg-action transition-[width]', share === undefined && 'w-1/3 animate-pulse')}
        style={share === undefined ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  )
}
