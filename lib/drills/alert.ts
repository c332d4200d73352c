import type { Alert } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { findRunningDrill } from './state'

/** As long as a drill runs, everybody is told: what they meet is not what they made. */
export async function drillAlert(site: Pick<Site, 'store'>): Promise<Alert | null> {
  const running = await findRunningDrill(site)
  if (!running) return null
  const { symptom, by } = running.properties
  return {
    id: 'drill',
    severity: 'information',
    title: 'A drill is running',
    cause: `${by} has put a fault into the site. What people report: ${symptom}`,
    link: { label: 'Open the drill', href: '/help/drills' },
  }
}
