import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function EmailLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Email"
        tabs={[
          { href: '/email', label: 'Overview' },
          { href: '/email/domains', label: 'Domains and policies' },
          { href: '/email/connectors', label: 'Connectors' },
          { href: '/email/access', label: 'Client access' },
          { href: '/email/certificates', label: 'Certificates' },
          { href: '/email/disconnected', label: 'Disconnected mailboxes' },
          { href: '/email/shell', label: 'Shell' },
        ]}
      />
      {children}
    </>
  )
}
