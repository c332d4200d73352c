import type { World } from '@/lib/network'

/** What a server is called in its greetings until somebody says otherwise. */
export function fullName({ description }: World, server: string): string {
  return `${server}.${description?.localDomain ?? 'local'}`
}
