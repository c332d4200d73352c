import type { Metadata } from 'next'
import type { ReactNode } from 'react'

export const metadata: Metadata = {
  title: { default: 'Outlook Web App', template: '%s · Outlook Web App' },
  description: 'Mail of the simulated site',
}

/** The mail of the site's users. Whoever is signed in to the dashboard is nobody here, and the other way round. */
export default function OutlookLayout({ children }: { children: ReactNode }) {
  return children
}
