import { Eye } from 'lucide-react'

/** The reason that every disabled button and task gives to an Observer. */
export const viewOnlyReason = 'You are signed in as an Observer: you see everything and change nothing.'

/** `disabledReason={forRole(account)}` on buttons and tasks: null for an Administrator. */
export function forRole({ role }: { role: 'Administrator' | 'Observer' }): string | null {
  return role === 'Observer' ? viewOnlyReason : null
}

/** In the band, for Observers. */
export function ViewOnlyBadge() {
  return (
    <span
      title={viewOnlyReason}
      className="inline-flex items-center gap-1.5 rounded-full border border-band-soft px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap text-band-ink"
    >
      <Eye aria-hidden size={13} />
      View only
    </span>
  )
}
