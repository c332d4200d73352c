import type { ReactNode } from 'react'

/** The page before the dashboard: the dark band with the product's mark, and one card. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-panel">
      <header className="flex h-11 items-center gap-2.5 bg-band px-6 text-sm font-semibold text-band-ink max-sm:px-4">
        <ProductMark />
        Essentials Dashboard
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[14vh] pb-10 max-sm:pt-8">
        <div className="flex w-full max-w-[400px] flex-col gap-5 rounded-lg border border-line bg-raised p-8 max-sm:p-5">
          {children}
        </div>
      </main>
    </div>
  )
}

/** Four panes, as in the band of the dashboard. */
function ProductMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 18 18" className="size-[18px] fill-current">
      <rect width="8" height="8" rx="1" />
      <rect x="10" width="8" height="8" rx="1" />
      <rect y="10" width="8" height="8" rx="1" />
      <rect x="10" y="10" width="8" height="8" rx="1" />
    </svg>
  )
}
