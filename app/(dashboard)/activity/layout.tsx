import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function ActivityLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Activity"
        tabs={[
          { href: '/activity', label: 'Commands' },
          { href: '/activity/runs', label: 'Runbooks' },
          { href: '/activity/scripts', label: 'Scripts' },
        ]}
      />
      {children}
    </>
  )
}
