import { ChevronDown } from 'lucide-react'
import { Menu, menuItemClass } from '@/components/ui/menu'
import { PageLink } from '@/components/ui/page-link'
import { ViewOnlyBadge } from './view-only'

export interface Account {
  email: string
  role: 'Administrator' | 'Observer'
}

/** Who is signed in, with sessions and sign-out; on a phone Settings and Help too. */
export function AccountMenu({
  account,
  signOut,
}: {
  account: Account
  signOut: (form: FormData) => void | Promise<void>
}) {
  return (
    <>
      {account.role === 'Observer' && <ViewOnlyBadge />}
      <Menu
        id="account-menu"
        className="w-64"
        triggerClass="flex min-h-6 min-w-0 items-center gap-1 rounded px-1 text-sm text-inherit outline-offset-0 focus-visible:outline-white"
        trigger={
          <>
            <span className="truncate max-sm:max-w-24">{account.email}</span>
            <ChevronDown aria-hidden size={13} className="shrink-0" />
            <span className="sr-only">: account menu</span>
          </>
        }
      >
        <div className="border-b border-line px-4 py-3">
          <p className="font-semibold break-all">{account.email}</p>
          <p className="text-xs text-faint">{account.role}</p>
        </div>
        <div className="py-1.5">
          <PageLink href="/settings" className={`${menuItemClass} md:hidden`}>
            Settings
          </PageLink>
          <PageLink href="/help" className={`${menuItemClass} md:hidden`}>
            Help
          </PageLink>
          <PageLink href="/settings/account" className={menuItemClass}>
            Sessions
          </PageLink>
          <form action={signOut}>
            <button type="submit" className={menuItemClass}>
              Sign out
            </button>
          </form>
        </div>
      </Menu>
    </>
  )
}
