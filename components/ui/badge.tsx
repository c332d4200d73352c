import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { PageLink } from './page-link'

export type BadgeTone = 'blue' | 'green' | 'amber' | 'red' | 'grey'

const tones: Record<BadgeTone, string> = {
  blue: 'bg-tint text-link',
  green: 'bg-ok-tint text-ok',
  amber: 'bg-warn-tint text-warn',
  red: 'bg-error-tint text-error',
  grey: 'bg-panel text-soft border border-line',
}

export const pillClass = 'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold'

export function pillTone(tone: BadgeTone): string {
  return tones[tone]
}

/** A few words in a pill: "Mailbox 91 % full", "View only". */
export function Badge({
  tone = 'grey',
  icon,
  children,
}: {
  tone?: BadgeTone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span className={cx(pillClass, tones[tone])}>
      {icon && <span aria-hidden="true">{icon}</span>}
      <span>{children}</span>
    </span>
  )
}

/** A filter that is on, with the link that takes it off. */
export function Chip({ children, removeHref }: { children: ReactNode; removeHref: string }) {
  return (
    <PageLink
      href={removeHref}
      className={cx(pillClass, tones.blue, 'min-h-6 no-underline hover:brightness-95')}
      scroll={false}
    >
      {children}
      <X aria-hidden size={12} strokeWidth={3} />
      <span className="sr-only">: remove this filter</span>
    </PageLink>
  )
}
