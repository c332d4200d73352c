import { connect, type Socket } from 'node:net'
import type { Answer, NoAnswer } from '@/lib/network'
import type { Post } from '@/lib/wire/client'
import type { ScriptedSmtp } from './scripted-smtp-for-tests'

type Status = Answer['status']

/** Names and servers as a test has them: `fabrikam.com MX` → `10 mail.fabrikam.com.`, addresses → servers. */
export interface WorldForTests {
  readonly records: Readonly<Record<string, readonly string[] | Status>>
  /** What is not there refuses connections. */
  readonly servers: Readonly<Record<string, ScriptedSmtp | 'timeout'>>
}

export function postForTests(world: () => WorldForTests): Post & { readonly tried: string[] } {
  const tried: string[] = []
  return {
    tried,
    async lookup(name, type) {
      const kept = world().records[`${name} ${type}`] ?? []
      const [status, data] = typeof kept === 'string' ? [kept, []] : (['NOERROR', kept] as const)
      const records = data.map((one) => ({ name, type, ttl: 60, data: one }))
      return { status, records, server: '192.168.0.2', cachedForSeconds: 60, wildcard: false }
    },
    async connect({ address }) {
      tried.push(address)
      const server = world().servers[address]
      if (server === undefined) return { kind: 'refused' }
      if (server === 'timeout') return { kind: 'timeout', reason: 'It did not answer.' }
      return new Promise<Socket | NoAnswer>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => resolve(socket))
        socket.on('error', () => resolve({ kind: 'refused' }))
      })
    },
    roots: async () => [],
    refresh: () => undefined,
  }
}
