import { createHash } from 'node:crypto'

/** Always the same guid for the same text: of adapters, connectors and events that nobody keeps. */
export function stableGuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
