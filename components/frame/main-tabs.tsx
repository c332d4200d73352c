'use client'

import { usePathname } from 'next/navigation'
import { cx } from '@/components/ui/cx'
import { PageLink } from '@/components/ui/page-link'

const tabs = [
  { href: '/', label: 'Home' },
  { href: '/users', label: 'Users' },
  { href: '/devices', label: 'Devices' },
  { href: '/email', label: 'Email' },
  { href: '/network', label: 'Network' },
  { href: '/activity', label: 'Activity' },
]

/** Whether a path lies at or under a tab's address. */
function isUnder(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}

/** The six large tabs; the current one by the address. */
export function MainTabs() {
  const path = usePathname()
  return (
    <nav aria-label="Dashboard" className="min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex gap-9 max-lg:gap-6 max-sm:justify-between max-sm:gap-2">
        {tabs.map(({ href, label }) => {
          const current = isUnder(path, href)
          return (
            <li key={href}>
              <PageLink
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'flex h-[71px] items-center border-b-[3px] pt-3 text-[26px] leading-none font-light tracking-[-0.02em] no-underline -outline-offset-4 max-lg:text-[22px] max-md:h-12 max-md:pt-0 max-sm:text-[15px] max-sm:font-normal max-sm:tracking-normal',
                  current ? 'border-link text-link' : 'border-transparent text-soft hover:text-link',
                )}
              >
                {label}
              </PageLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
