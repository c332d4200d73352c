import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Frame } from '@/components/frame/frame'
import { alerts, dashboard } from '@/lib/server/dashboard'
import { signOutAction } from '../sign-in/actions'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { person, description } = await dashboard()
  if (!description) redirect('/first-visit')
  const items = (await alerts()).map(({ repair, link, ...alert }) => ({
    ...alert,
    repair: link ?? { label: repair?.label ?? 'See what to do', href: `/alerts#${alert.id}` },
  }))
  return (
    <Frame domain={description.internetDomain} account={person} alerts={items} signOut={signOutAction}>
      {children}
    </Frame>
  )
}
