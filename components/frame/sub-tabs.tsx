'use client'

import { usePathname } from 'next/navigation'
import { type Tab, Tabs } from '@/components/ui/tabs'

/**
 * An area's views under the large tabs; for an area's layout. The current one is the longest address that the
 * page's own begins with: `<SubTabs label="Network" tabs={[{ href: '/network/dns', label: 'DNS records' }, …]} />`.
 */
export function SubTabs({ tabs, label }: { tabs: readonly Omit<Tab, 'current'>[]; label: string }) {
  const path = usePathname()
  const under = tabs.filter(({ href }) => path === href || path.startsWith(`${href}/`))
  const current = under.toSorted((a, b) => b.href.length - a.href.length)[0]
  return <Tabs label={label} tabs={tabs.map((tab) => ({ ...tab, current: tab.href === current?.href }))} />
}
