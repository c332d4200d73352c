import { type BaseBlock, fromBER, Integer, ObjectIdentifier, type Sequence } from 'asn1js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childrenOf, derOf, explicit, octets, octetsOf, sequence } from './der'
import { OPENSSL_VERSION, Openssl } from './openssl-for-tests'
import { parsePfx } from './pfx'

const DATA = new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })

/** What other programs write and this computer's openssl does not, put together from what it does write. */
describe.skipIf(!OPENSSL_VERSION)('parsePfx on the ways of other programs', () => {
  let openssl: Openssl
  beforeAll(() => {
    openssl = new Openssl()
    openssl.selfSigned('mail')
  })
  afterAll(() => openssl.close())

  const keyRead = async (bytes: Uint8Array) => {
    const read = await parsePfx(bytes, 'secret')
    return read.ok ? read.value.privateKeyPem : read.error.errorId
  }

  test('a PFX in BER of open lengths and cut octet strings, as NSS and Java write it, is read', async () => {
    const file = openssl.pfx('mail', 'secret')
    const [version, authSafe, macData] = childrenOf(fromBER(new Uint8Array(file)).result)
    const [type, content] = childrenOf(authSafe)
    const safe = octetsOf(childrenOf(content)[0]) ?? Buffer.alloc(0)
    const pieces = [safe.subarray(0, 1000), safe.subarray(1000, 1001), safe.subarray(1001)]
    const cut = open(0x24, ...pieces.map((piece) => derOf(octets(piece))))
    const inBer = open(
      0x30,
      ...[
        derOf(version as BaseBlock),
        open(0x30, derOf(type as BaseBlock), open(0xa0, cut)),
        derOf(macData as BaseBlock),
      ],
    )
    expect(await keyRead(inBer)).toBe(openssl.read('mail.key').toString())
    expect(await keyRead(inBer.subarray(0, -2))).toBe('PfxTruncated')
  })

  test.each(['hmacWithSHA1', 'hmacWithSHA256', 'hmacWithSHA512'])(
    'a key encrypted with PBKDF2 by %s is read',
    async (prf) => {
      const cipher = ['-v2', 'aes-256-cbc', '-v2prf', prf, '-passout', 'pass:secret']
      openssl.run('pkcs8', '-topk8', '-in', 'mail.key', ...cipher, '-outform', 'DER', '-out', 'encrypted.p8')
      openssl.run('x509', '-in', 'mail.crt', '-outform', 'DER', '-out', 'mail.cer')
      const key = fromBER(new Uint8Array(openssl.read('encrypted.p8'))).result
      const x509 = new ObjectIdentifier({ value: '1.2.840.113549.1.9.22.1' })
      const bags = sequence(
        sequence(new ObjectIdentifier({ value: '1.2.840.113549.1.12.10.1.2' }), explicit(0, key)),
        sequence(
          new ObjectIdentifier({ value: '1.2.840.113549.1.12.10.1.3' }),
          explicit(0, sequence(x509, explicit(0, octets(openssl.read('mail.cer'))))),
        ),
      )
      const safe = sequence(dataOf(bags))
      expect(await keyRead(derOf(sequence(new Integer({ value: 3 }), dataOf(safe))))).toBe(
        openssl.read('mail.key').toString(),
      )
    },
  )

  test('a PFX that is signed with a key instead of a password is refused as that', async () => {
    openssl.run('crl2pkcs7', '-nocrl', '-certfile', 'mail.crt', '-outform', 'DER', '-out', 'mail.p7b')
    const signed = fromBER(new Uint8Array(openssl.read('mail.p7b'))).result
    expect(await keyRead(derOf(sequence(new Integer({ value: 3 }), signed)))).toBe(
      'PfxNotProtectedByPassword',
    )
  })

  test('a PFX with an encryption that is not known is refused with its identifier', async () => {
    const file = openssl.pfx('mail', 'secret', '-nomac', '-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC')
    const aes = Buffer.from('608648016503040102', 'hex')
    for (let at = file.indexOf(aes); at >= 0; at = file.indexOf(aes)) file[at + 8] = 0x06
    expect(await keyRead(file)).toBe('PfxAlgorithmUnsupported')
  })
})

function dataOf(content: BaseBlock): Sequence {
  return sequence(DATA, explicit(0, octets(derOf(content))))
}

/** A BER value that does not say its length: it goes on to two zeros (X.690 8.1.3.6). */
function open(tag: number, ...content: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])])
}
