import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../store'

/** Whether Exchange's roles say who may run a command: those of Windows and of the network are none of theirs. */
export function isGoverned(cmdlet: Cmdlet<Site>): boolean {
  return 'versions' in cmdlet && !('ungoverned' in cmdlet && cmdlet.ungoverned === true)
}
