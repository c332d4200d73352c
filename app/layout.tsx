import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

export const metadata: Metadata = {
  title: { default: 'Essentials Dashboard', template: '%s · Essentials Dashboard' },
  description: 'Set up and run the e-mail of a small site',
  icons: { icon: '/icon.svg' },
}

export const viewport: Viewport = { themeColor: '#20222a', width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value
  return (
    <html lang="en" data-theme={theme === 'dark' || theme === 'light' ? theme : undefined}>
      <body>{children}</body>
    </html>
  )
}
