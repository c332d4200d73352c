import { proxyFiles } from '@/lib/network'

/** Links to the files for the real site. */
export function fileLinks(...kinds: readonly string[]): readonly { label: string; href: string }[] {
  return proxyFiles
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, label }) => ({ label: `Save the ${label}`, href: `/network/proxy/files/${kind}` }))
}
