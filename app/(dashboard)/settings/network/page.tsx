import type { Metadata } from 'next'
import { SettingsPage } from '@/components/account/section'
import { TryByHand } from '@/components/settings/try-by-hand'
import { WireTable } from '@/components/settings/wire-table'
import { Alert } from '@/components/ui/alert'
import { dashboard } from '@/lib/server/dashboard'
import { wireMap } from '@/lib/server/network'

export const metadata: Metadata = { title: 'Simulated network' }

export default async function SimulatedNetworkPage() {
  const [{ description }, map] = await Promise.all([dashboard(), wireMap()])
  return (
    <SettingsPage
      title="Simulated network"
      about="The rehearsed site listens on this computer, so that any program can ask it. Each of its addresses has a port of 127.0.0.1 here; nothing leaves this computer."
    >
      {map ? (
        <>
          {description && <TryByHand lines={map.lines} description={description} />}
          <WireTable lines={map.lines} />
        </>
      ) : (
        <Alert tone="warning" title="The simulated network does not answer">
          Its process is being started again. Open this page once more in a few seconds.
        </Alert>
      )}
    </SettingsPage>
  )
}
