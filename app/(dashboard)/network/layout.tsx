import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function NetworkLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Network"
        tabs={[
          { href: '/network/dns', label: 'DNS records' },
          { href: '/network/provider', label: 'Domain name provider' },
          { href: '/network/router', label: 'Router' },
          { href: '/network/proxy', label: 'Reverse proxy' },
          { href: '/network/split-dns', label: 'Split DNS' },
          { href: '/network/connectivity', label: 'Connectivity' },
          { href: '/network/live', label: 'Real site' },
        ]}
      />
      {children}
    </>
  )
}
