import type { Worker } from './worker'

/** Everything that a transport process does, each on its own. */
export const workers: readonly Worker[] = []
