import type { ReactNode } from 'react'
import { SubTabs } from '@/components/frame/sub-tabs'

export default function UsersLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SubTabs
        label="Users"
        tabs={[
          { href: '/users', label: 'Users' },
          { href: '/users/groups', label: 'Groups' },
          { href: '/users/contacts', label: 'Contacts' },
        ]}
      />
      {children}
    </>
  )
}
