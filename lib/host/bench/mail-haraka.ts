import { spawnSync } from 'node:child_process'
import type { MailServer } from './mail-load'

/** Why Haraka cannot be measured here; null when it can. */
export function withoutHaraka(): string | null {
  return spawnSync('haraka', ['-v']).error ? 'haraka is not on the PATH of this computer' : null
}

export async function startHaraka(): Promise<MailServer & { close(): Promise<void> }> {
  throw new Error('todo')
}
