import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAuthority } from '@/lib/network'
import { Openssl } from '@/lib/network/certificates/openssl-for-tests'
import { openIntake } from '@/lib/server/transport/intake/intake'
import { selfSigned, type TestCertificate } from '../asking/tls-for-tests'
import type { Intake } from '../intake'
import { Dialogue } from '../testing/dialogue'
import { type MailSite, mailSite } from './mail-site-for-tests'

let exchange: MailSite
let partners: TestCertificate
let impostors: TestCertificate
const Identity = 'EXCH01\\Default Frontend EXCH01'

beforeAll(async () => {
  exchange = await mailSite('2016')
  const { rootPem, rootKeyPem } = await exchange.place.inTransaction((site) => openAuthority(site))
  partners = signed(rootPem, rootKeyPem)
  impostors = await selfSigned('mail.fabrikam.com', new Date())
  await exchange.run('Set-TransportConfig', { TLSReceiveDomainSecureList: ['fabrikam.com'] })
  await exchange.run('Set-ReceiveConnector', {
    Identity,
    DomainSecureEnabled: true,
    PermissionGroups: ['Partners'],
  })
  await exchange.run('Restart-Service', { Name: 'MSExchangeTransport' })
})
afterAll(() => exchange.close())

/** A certificate of mail.fabrikam.com, by the authority that the simulated world trusts. */
function signed(root: string, key: string): TestCertificate {
  const openssl = new Openssl()
  try {
    openssl.write('root.crt', root)
    openssl.write('root.key', key)
    openssl.issued('mail', 'root', { subject: '/CN=mail.fabrikam.com' })
    return { cert: String(openssl.read('mail.crt')), key: String(openssl.read('mail.key')) }
  } finally {
    openssl.close()
  }
}

/** What is said to MAIL FROM, and then to RCPT TO somebody of the site and somebody else. */
function heard(
  sender: string,
  shown: Partial<TestCertificate> | null,
  into?: Intake,
): Promise<readonly string[]> {
  return exchange.withExchange(
    async (port) => {
      const dialogue = new Dialogue(port)
      await dialogue.hear()
      await dialogue.say('EHLO mail.fabrikam.com')
      if (shown) {
        await dialogue.say('STARTTLS')
        await dialogue.encrypt(shown)
        await dialogue.say('EHLO mail.fabrikam.com')
      }
      const replies: string[] = []
      const lines = [`MAIL FROM:<${sender}>`, 'RCPT TO:<frankm@contoso.com>', 'RCPT TO:<x@adatum.com>']
      for (const line of lines) replies.push((await dialogue.say(line)).slice(0, 9))
      dialogue.socket.destroy()
      return replies
    },
    25,
    into,
  )
}

it('A partner is known by a certificate of its domain, and may send to the organization and nowhere else', async () => {
  expect(await heard('j.park@fabrikam.com', partners)).toEqual(['250 2.1.0', '250 2.1.5', '550 5.7.1'])
})

it('Mail of such a domain is taken from nobody else', async () => {
  expect((await heard('j.park@fabrikam.com', null))[0]).toBe('530 5.7.0')
  expect((await heard('j.park@FABRIKAM.com', {}))[0]).toBe('454 4.7.5')
  expect((await heard('j.park@fabrikam.com', impostors))[0]).toBe('454 4.7.5')
})

it('A partner is nobody where it says that it is somebody else', async () => {
  expect((await heard('a@adatum.com', partners))[0]).toBe('550 5.7.1')
  expect((await heard('frankm@contoso.com', partners))[0]).toBe('550 5.7.1')
})

it('A partner is told at MAIL FROM to come again, before it sends a message that would be refused under pressure', async () => {
  const pressure = { level: async () => 'Medium' as const }
  const intake = openIntake({ pool: exchange.pool, site: () => exchange.place.site, pressure })
  expect((await heard('j.park@fabrikam.com', partners, intake))[0]).toBe('452 4.3.1')
  await intake.close()
})
