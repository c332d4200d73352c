import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Settings"
        tabs={[
          { href: '/settings', label: 'Site' },
          { href: '/settings/network', label: 'Simulated network' },
          { href: '/settings/account', label: 'Your account' },
          { href: '/settings/people', label: 'People' },
        ]}
      />
      {children}
    </>
  )
}
