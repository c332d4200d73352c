import type { ReactNode } from 'react'

/** What a list shows when it has nothing: why, and what to do. */
export function EmptyState({
  title,
  children,
  actions,
  icon,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
  icon?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      {icon && <div className="mb-1 text-faint">{icon}</div>}
      <h2 className="text-base font-semibold">{title}</h2>
      {children && <div className="max-w-[46ch] text-sm text-soft">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

/** A grey place where something will stand in a moment; as wide and high as what comes. */
export function Skeleton({ className = 'h-4 w-40' }: { className?: string }) {
  return <div aria-hidden="true" className={`animate-pulse rounded bg-track ${className}`} />
}
