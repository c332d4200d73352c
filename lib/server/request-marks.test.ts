import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { clientAddress, markRequests, requestPath } from './request-marks'
import { sameOrigin } from './same-origin'

const settings = { ...process.env }
afterEach(() => {
  process.env = { ...settings }
})

describe('where a request comes from', () => {
  it('is the socket’s address and the path asked for, whatever the client writes', async () => {
    markRequests()
    const server = createServer((request, response) => {
      const headers = new Headers(request.headers as Record<string, string>)
      response.end(JSON.stringify([clientAddress(headers), requestPath(headers)]))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const lie = {
      'x-forwarded-for': '203.0.113.9',
      'x-dashboard-address': '203.0.113.9',
      'x-dashboard-path': '/lie',
    }
    const answer = await fetch(`http://127.0.0.1:${port}/users?page=2&_rsc=abc`, { headers: lie })
    expect(await answer.json()).toEqual(['127.0.0.1', '/users?page=2'])
    server.close()
  })

  it('is what the proxy in front wrote last, when that one is trusted', () => {
    process.env.TRUST_PROXY = '1'
    const from = (list: string) =>
      clientAddress(new Headers({ 'x-forwarded-for': list, 'x-dashboard-address': '127.0.0.1' }))
    expect(from('203.0.113.9, 198.51.100.7')).toBe('198.51.100.7')
    expect(from('2001:db8::1')).toBe('2001:db8::1')
    expect(from('<script>')).toBe('unknown')
  })
})

describe('a request that changes something', () => {
  const request = (headers: Record<string, string>) =>
    sameOrigin(
      new Request('http://localhost:3000/api/x', {
        method: 'POST',
        headers: { host: 'localhost:3000', ...headers },
      }),
    )

  it('passes from our own pages, and from programs that are no browser', () => {
    expect(request({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' })).toBe(true)
    expect(request({ origin: 'http://localhost:3000' })).toBe(true)
    expect(request({})).toBe(true)
  })

  it('passes from the public address when a proxy asks under an inner one', () => {
    process.env.NEXTAUTH_URL = 'https://dashboard.contoso.com'
    expect(request({ origin: 'https://dashboard.contoso.com' })).toBe(true)
  })

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4000' },
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:3001' },
    { origin: 'null' },
  ])('is refused from another site: %o', (headers) => expect(request(headers)).toBe(false))
})
