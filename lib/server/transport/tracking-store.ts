import type { TrackingLog } from '@/lib/exchange'
import type { Db } from '../db'

/** The tracking logs of the site's servers, as Get-MessageTrackingLog reads them. */
export function trackingStore(_: Db): TrackingLog {
  return { async *read() {} }
}
