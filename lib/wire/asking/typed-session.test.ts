import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOut } from '@/lib/network/testing/contoso'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { type TestWire, testWire } from '@/lib/server/test-wire'
import { command } from '@/lib/shell'
import { openTypedSession, type TypedSession } from './typed-session'

let place: TestSite
let wire: TestWire

beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
  const forward = { Protocol: 'TCP', Port: 25, Address: '192.168.0.3', TargetPort: 25 }
  const made = await place.run(command('Add-RouterForward', forward))
  if (!made.ok) throw new Error(made.error.message)
  wire = testWire(place.url)
})
afterAll(async () => {
  await wire.close()
  await place.close()
})

async function opened(port = 25): Promise<TypedSession> {
  const to = { address: '203.0.113.25', port, from: 'internet' } as const
  const session = await openTypedSession(await wire.settle(place.db), to)
  if ('kind' in session) throw new Error(session.kind)
  return session
}

describe('A typed SMTP session', () => {
  it('is greeted, answered line by line, and taken leave of', async () => {
    const session = await opened()
    expect(session.greeting).toMatchObject({ reply: expect.stringMatching(/^220 /), expects: 'command' })
    expect(await session.say('EHLO test.example')).toMatchObject({ reply: expect.stringMatching(/^250/) })
    expect(await session.say('NONSENSE')).toMatchObject({ reply: expect.stringMatching(/^500/) })
    expect(await session.say('QUIT')).toMatchObject({
      reply: expect.stringMatching(/^221/),
      expects: 'nothing',
    })
    expect(await session.say('NOOP')).toMatchObject({ expects: 'nothing' })
  })

  it('sends no two lines as one', async () => {
    const session = await opened()
    expect(await session.say('EHLO x\r\nMAIL FROM:<>')).toMatchObject({
      reply: expect.stringContaining('not one line'),
      expects: 'command',
    })
    expect(await session.say('x'.repeat(999))).toMatchObject({ reply: expect.stringContaining('not sent') })
    session.close()
  })

  it('is none where nothing answers', async () => {
    await expect(opened(26)).rejects.toThrow('timeout')
  })
})
