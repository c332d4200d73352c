import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { connectionLimits } from './connection-limits'
import { openWayOut, type WayOutOptions } from './way-out'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A smart host on this computer, whatever its address. */
async function way(change: Partial<WayOutOptions> = {}) {
  const server = createServer((socket) => socket.on('error', () => undefined).end('220 smtp.example.net\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const dialled: string[] = []
  const wayOut = openWayOut({
    isConfirmed: async (host) => host === 'smtp.example.net',
    resolve: async () => ['203.0.113.7'],
    at: (address, port) => {
      dialled.push(`${address}:${port}`)
      return { host: '127.0.0.1', port: (server.address() as { port: number }).port }
    },
    ...change,
  })
  const connect = async (host: string, address = '203.0.113.7') => {
    await wayOut.addresses(host)
    const socket = await wayOut.connect({ host, address, port: 25 })
    if ('kind' in socket) return socket.kind
    closing.push(() => socket.destroy())
    return 'connected'
  }
  return { wayOut, dialled, connect }
}

describe('The way out of the simulated world', () => {
  it('leads to the confirmed smart host, at an address that its name has', async () => {
    const { connect, dialled } = await way()
    expect(await connect('smtp.example.net')).toBe('connected')
    expect(dialled).toEqual(['203.0.113.7:25'])
  })

  it('leads to no other host, and to no other address, and asks no resolver for them', async () => {
    const asked: string[] = []
    const { wayOut, connect, dialled } = await way({
      resolve: async (host) => {
        asked.push(host)
        return ['203.0.113.7']
      },
    })
    expect(await wayOut.addresses('mail.fabrikam.com')).toMatchObject({ kind: 'forbidden' })
    expect(await connect('mail.fabrikam.com')).toBe('forbidden')
    expect(asked).toEqual([])
    expect(await connect('smtp.example.net', '203.0.113.8')).toBe('forbidden')
    expect(dialled).toEqual([])
  })

  it.each(['127.0.0.1', '169.254.1.1', '0.0.0.0', '::1', 'fe80::1', '::ffff:127.0.0.1', '224.0.0.1'])(
    'does not lead to %s, whatever a name says',
    async (address) => {
      const { wayOut, connect, dialled } = await way({ resolve: async () => [address] })
      expect(await wayOut.addresses('smtp.example.net')).toMatchObject({ kind: 'forbidden' })
      expect(await connect('smtp.example.net', address)).toBe('forbidden')
      expect(dialled).toEqual([])
    },
  )

  it('stays open at an address that the name had a moment ago', async () => {
    const answers = [['203.0.113.7'], ['203.0.113.8']]
    const { wayOut, dialled } = await way({ resolve: async () => answers.shift() ?? [] })
    await wayOut.addresses('smtp.example.net')
    await wayOut.addresses('smtp.example.net')
    const socket = await wayOut.connect({ host: 'smtp.example.net', address: '203.0.113.7', port: 25 })
    if (!('kind' in socket)) closing.push(() => socket.destroy())
    expect(dialled).toEqual(['203.0.113.7:25'])
  })

  it('is closed as soon as the confirmation is taken back', async () => {
    let confirmed = true
    const { connect } = await way({ isConfirmed: async () => confirmed })
    expect(await connect('smtp.example.net')).toBe('connected')
    confirmed = false
    expect(await connect('smtp.example.net')).toBe('forbidden')
  })

  it('takes an address in brackets as it is', async () => {
    const { wayOut } = await way({ isConfirmed: async () => true })
    expect(await wayOut.addresses('[192.168.7.25]')).toEqual(['192.168.7.25'])
    expect(await wayOut.addresses('[127.0.0.1]')).toMatchObject({ kind: 'forbidden' })
  })

  it('has no address where the resolver does not answer, and so many connections a minute', async () => {
    const { wayOut } = await way({ resolve: () => Promise.reject(new Error('ENOTFOUND')) })
    expect(await wayOut.addresses('smtp.example.net')).toMatchObject({
      reason: expect.stringContaining('ENOTFOUND'),
    })
    const { connect } = await way({ limits: connectionLimits({ atOnce: 2, aMinute: 1 }) })
    expect([await connect('smtp.example.net'), await connect('smtp.example.net')]).toEqual([
      'connected',
      'forbidden',
    ])
  })
})
