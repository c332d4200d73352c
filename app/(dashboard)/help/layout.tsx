import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function HelpLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Help"
        tabs={[
          { href: '/help', label: 'Topics' },
          { href: '/help/drills', label: 'Drills' },
        ]}
      />
      {children}
    </>
  )
}
