import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso } from '@/lib/exchange/contoso-for-tests'
import { layOut } from '@/lib/network/testing/contoso'
import { type TestSite, testSite } from '@/lib/server/test-site'
import type { Serve } from '../source'
import { Dialogue } from '../testing/dialogue'
import { hasProgram, runProgram } from '../testing/independent-program'
import { serving, sourceOf } from '../testing/serving'
import { imap, pop } from './mailbox-access'

let place: TestSite
beforeAll(async () => {
  place = await contoso('2013')
})
afterAll(() => place.close())

const line = /.*\r\n/

async function meeting<T>(
  protocol: typeof pop,
  secure: boolean,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const serve: Serve = protocol(await sourceOf(place.site), 'EXCH01', secure)
  const { port, close } = await serving(serve)
  try {
    return await work(port)
  } finally {
    await close()
  }
}

describe('POP3', () => {
  it('greets, tells what it can, and signs nobody in', () =>
    meeting(pop, false, async (port) => {
      const dialogue = new Dialogue(port)
      expect(await dialogue.hear(line)).toBe('+OK The Microsoft Exchange POP3 service is ready.')
      expect(await dialogue.say('CAPA', /^\.\r\n/m)).toBe('+OK\r\nTOP\r\nUIDL\r\nSTLS\r\nUSER\r\n.')
      expect(await dialogue.say('PASS x', line)).toMatch(/^-ERR Command is not valid/)
      expect(await dialogue.say('USER frankm', line)).toBe('+OK')
      expect(await dialogue.say('PASS secret', line)).toMatch(/^-ERR Logon failure/)
      expect(await dialogue.say('FOO', line)).toMatch(/^-ERR Protocol error/)
      expect(await dialogue.say('QUIT', line)).toMatch(/^\+OK .* signing off\.$/)
      expect(await dialogue.hear(line)).toBe('')
    }))

  it('forgets what was said in the clear after STLS', () =>
    meeting(pop, false, async (port) => {
      const dialogue = new Dialogue(port)
      await dialogue.hear(line)
      expect(await dialogue.say('STLS\r\nQUIT', line)).toBe('+OK Begin TLS negotiation.')
      await dialogue.encrypt()
      expect(await dialogue.say('CAPA', /^\.\r\n/m)).toBe('+OK\r\nTOP\r\nUIDL\r\nUSER\r\n.')
      dialogue.socket.destroy()
    }))

  it('ends a connection that sends a line without end, or lines without end', () =>
    meeting(pop, false, async (port) => {
      const long = new Dialogue(port)
      await long.hear(line)
      long.socket.write('x'.repeat(20_000))
      expect(await long.hear(line)).toBe('-ERR Connection is closed.')
      const many = new Dialogue(port)
      await many.hear(line)
      many.socket.write('NOOP\r\n'.repeat(1000))
      expect(await many.hear(/closed\.\r\n/)).toMatch(/-ERR Connection is closed\.$/)
    }))

  it.skipIf(!hasProgram('openssl'))('shows openssl its certificate, at 995 and after STLS', async () => {
    for (const secure of [true, false]) {
      const starttls = secure ? [] : ['-starttls', 'pop3']
      const said = await meeting(pop, secure, (port) =>
        runProgram(
          'openssl',
          ['s_client', '-connect', `127.0.0.1:${port}`, '-crlf', '-ign_eof', ...starttls],
          'NOOP\nquit\n',
        ),
      )
      expect(said).toMatch(/subject=.*EXCH01/)
      expect(said).toContain('signing off.')
      expect(said.includes('+OK The Microsoft Exchange POP3 service is ready.')).toBe(secure)
    }
  })
})

describe('IMAP4', () => {
  it('greets, answers by tag, and refuses what is no command', () =>
    meeting(imap, false, async (port) => {
      const dialogue = new Dialogue(port)
      expect(await dialogue.hear(line)).toBe('* OK The Microsoft Exchange IMAP4 service is ready.')
      expect(await dialogue.say('a1 CAPABILITY', /^a1 .*\r\n/m)).toMatch(
        /^\* CAPABILITY .*STARTTLS.*\r\na1 OK CAPABILITY completed\.$/,
      )
      expect(await dialogue.say('a2 LOGIN frankm secret', line)).toBe('a2 NO LOGIN failed.')
      expect(await dialogue.say('a3 SELECT INBOX', line)).toMatch(/^a3 BAD /)
      expect(await dialogue.say('(', line)).toBe('* BAD Command Error. 10')
      expect(await dialogue.say('a4 LOGOUT', /^a4 .*\r\n/m)).toMatch(
        /^\* BYE .*\r\na4 OK LOGOUT completed\.$/,
      )
    }))

  it.skipIf(!hasProgram('openssl'))('shows openssl its certificate, at 993 and after STARTTLS', async () => {
    for (const secure of [true, false]) {
      const starttls = secure ? [] : ['-starttls', 'imap']
      const said = await meeting(imap, secure, (port) =>
        runProgram(
          'openssl',
          ['s_client', '-connect', `127.0.0.1:${port}`, '-crlf', '-ign_eof', ...starttls],
          'a LOGOUT\n',
        ),
      )
      expect(said).toMatch(/subject=.*EXCH01/)
      expect(said).toContain('a OK LOGOUT completed.')
    }
  })
})

describe('a server whose certificates serve neither', () => {
  it('offers no TLS at 110 and speaks none at 995', async () => {
    const bare = await testSite()
    await bare.inTransaction((site) => layOut(site))
    const source = await sourceOf(bare.site)
    const [plain, secure] = [
      await serving(pop(source, 'EXCH01', false)),
      await serving(pop(source, 'EXCH01', true)),
    ]
    const dialogue = new Dialogue(plain.port)
    await dialogue.hear(line)
    expect(await dialogue.say('CAPA', /^\.\r\n/m)).not.toContain('STLS')
    expect(await dialogue.say('STLS', line)).toMatch(/^-ERR /)
    expect(await new Dialogue(secure.port).hear(line)).toBe('')
    await Promise.all([plain.close(), secure.close(), bare.close()])
  })
})
