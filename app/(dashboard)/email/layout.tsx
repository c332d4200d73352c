import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function EmailLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Email"
        tabs={[
          { href: '/email', label: 'Overview' },
          { href: '/email/mail-flow', label: 'Mail flow' },
          { href: '/email/tracking', label: 'Message tracking' },
          { href: '/email/codes', label: 'Non-delivery codes' },
          { href: '/email/connectors', label: 'Connectors' },
          { href: '/email/neighbors', label: 'Neighbors' },
          { href: '/email/domains', label: 'Domains and policies' },
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
