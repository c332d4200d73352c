import type { ReactNode } from 'react'
import { PageLink } from '@/components/ui/page-link'
import { type Account, AccountMenu } from './account-menu'
import { type AlertItem, AlertPills } from './alert-pills'
import { type Destination, destinations } from './destinations'
import { MainTabs } from './main-tabs'
import { SearchLauncher } from './search-launcher'

export interface FrameProps {
  /** The site's Internet domain name; null before the site is described. */
  domain: string | null
  account: Account
  /** What is wrong on the site now; each with its cause and the page that mends it. */
  alerts: readonly AlertItem[]
  /** Signs out: the action of the account menu's form. */
  signOut: (form: FormData) => void | Promise<void>
  /** What Ctrl K offers besides the dashboard's own pages. */
  destinations?: readonly Destination[]
  children: ReactNode
}

/** The dashboard around every page: band, tabs, alerts, and `<main>`. Belongs in the layout of signed-in pages. */
export function Frame({ domain, account, alerts, signOut, destinations: more = [], children }: FrameProps) {
  return (
    <div className="frame">
      <a
        href="#main"
        className="absolute top-1.5 left-2 z-50 -translate-y-20 rounded bg-raised px-3 py-2 text-sm font-medium text-link focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header>
        <div className="frame-band flex h-11 items-center gap-5 bg-band px-6 text-sm text-band-ink max-sm:gap-2 max-sm:px-4">
          <PageLink href="/" className="flex items-center gap-2.5 font-semibold text-inherit no-underline">
            <Mark />
            Essentials Dashboard
          </PageLink>
          {domain && (
            <span
              className="truncate border-l border-band-soft/60 pl-3 max-sm:hidden"
              title="The site's Internet domain"
            >
              {domain}
            </span>
          )}
          <span className="flex-1" />
          <SearchLauncher destinations={[...destinations, ...more]} />
          <PageLink href="/settings" className="text-inherit no-underline hover:underline max-md:hidden">
            Settings
          </PageLink>
          <PageLink href="/help" className="text-inherit no-underline hover:underline max-md:hidden">
            Help
          </PageLink>
          <AccountMenu account={account} signOut={signOut} />
        </div>
        <div className="frame-tabs flex items-end gap-6 border-b border-line px-6 max-md:flex-col-reverse max-md:items-stretch max-md:gap-0 max-sm:px-4">
          <MainTabs />
          <AlertPills alerts={alerts} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="frame-main">
        {children}
      </main>
    </div>
  )
}

/** The product's mark: four tiles. */
export function Mark() {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" className="size-[18px] fill-current">
      <path d="M0 0h8v8H0zM10 0h8v8h-8zM0 10h8v8H0zM10 10h8v8h-8z" />
    </svg>
  )
}
