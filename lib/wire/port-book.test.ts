import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { PortBook } from './port-book'

const anyFree = { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 }

async function somebodyElse() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

describe('the book of ports', () => {
  it('gives each line a port and the same one again', async () => {
    const book = new PortBook(anyFree)
    const first = await book.port('a')
    expect(await book.port('b')).not.toBe(first)
    expect(await book.port('a')).toBe(first)
    await book.close()
  })

  it('gives two worlds on one computer nothing in common, of however many ports', async () => {
    const books = [new PortBook(anyFree), new PortBook(anyFree)]
    const ports = await Promise.all(
      books.map(async (book) => {
        const given: number[] = []
        for (let line = 0; line < 140; line++) given.push(await book.port(`${line}`))
        return given
      }),
    )
    expect(new Set(ports.flat()).size).toBe(280)
    await Promise.all(books.map((book) => book.close()))
  })

  it('counts on from its block, and goes past what another program has', async () => {
    const other = await somebodyElse()
    const book = new PortBook({ ...anyFree, block: other.port })
    expect(await book.port('a')).toBeGreaterThan(other.port)
    other.close()
  })

  it('never gives away a port that has a setting', async () => {
    const other = await somebodyElse()
    const book = new PortBook({ ...anyFree, proxy: other.port + 1, block: other.port })
    expect(await book.port('a')).toBeGreaterThan(other.port + 1)
    other.close()
  })

  it('names the setting of a port that another program has, for UDP as well', async () => {
    const other = createSocket('udp4')
    other.bind(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address()
    await expect(new PortBook({ ...anyFree, dns: port }).fixed('dns')).rejects.toThrow(
      `Port ${port} is in use by another program. Set DNS_PORT to a free port and start again.`,
    )
    other.close()
  })

  it('refuses two settings with one port', async () => {
    const { port, close } = await somebodyElse()
    close()
    await expect(new PortBook({ ...anyFree, dns: port, proxy: port }).fixed('proxy')).rejects.toThrow(
      `Port ${port} is set twice. Set PROXY_PORT to another one and start again.`,
    )
  })

  it('says so when nothing above its block is free', async () => {
    const other = createServer().listen(65_535, '127.0.0.1')
    await once(other, 'listening')
    await expect(new PortBook({ ...anyFree, block: 65_535 }).port('a')).rejects.toThrow(
      'No port from 65535 on is free. Set WIRE_PORT to another one and start again.',
    )
    other.close()
  })
})
