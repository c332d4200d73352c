import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Integer, ObjectIdentifier } from 'asn1js'
import forge from 'node-forge'
import type { AlgorithmIdentifier } from 'pkijs'
import { attempt, childrenOf, octets, octetsOf, sequence } from './der'
import { iterationsOf } from './iteration-budget'
import type { PasswordScheme } from './pfx-encryption'
import { derivePkcs12Key, IV, KEY, type PfxPassword } from './pfx-password'

const SHA1_3DES = '1.2.840.113549.1.12.1.3'

type Decipher = (key: Buffer, iv: Buffer, data: Buffer) => Buffer | null

/** RFC 7292 appendix C without its RC4, which export tools have not written for decades. */
const CIPHERS: Readonly<Record<string, { keyLength: number; decipher: Decipher }>> = {
  [SHA1_3DES]: { keyLength: 24, decipher: (...from) => decipherDes('des-ede3-cbc', ...from) },
  '1.2.840.113549.1.12.1.4': { keyLength: 16, decipher: (...from) => decipherDes('des-ede-cbc', ...from) },
  '1.2.840.113549.1.12.1.5': { keyLength: 16, decipher: decipherRc2 },
  '1.2.840.113549.1.12.1.6': { keyLength: 5, decipher: decipherRc2 },
}

/** PKCS #12's own encryption: key and initialization vector both from the password, with SHA-1. */
export function readPkcs12Pbe(algorithm: AlgorithmIdentifier): PasswordScheme | null {
  const cipher = CIPHERS[algorithm.algorithmId]
  const [saltBlock, count] = childrenOf(algorithm.algorithmParams)
  const salt = octetsOf(saltBlock)
  if (!cipher || !salt) return null
  const iterations = iterationsOf(count)
  return {
    iterations,
    decrypt: async (password, data) => {
      const { key, iv } = keyAndIv(password, salt, iterations, cipher.keyLength)
      return cipher.decipher(key, iv, data)
    },
  }
}

/** `data` encrypted with pbeWithSHAAnd3-KeyTripleDES-CBC, and the identifier that says so. */
export function encryptWith3Des(data: Buffer, password: PfxPassword, iterations: number) {
  const salt = randomBytes(8)
  const { key, iv } = keyAndIv(password, salt, iterations, 24)
  const cipher = createCipheriv('des-ede3-cbc', key, iv)
  return {
    algorithm: sequence(
      new ObjectIdentifier({ value: SHA1_3DES }),
      sequence(octets(salt), new Integer({ value: iterations })),
    ),
    encrypted: Buffer.concat([cipher.update(data), cipher.final()]),
  }
}

function keyAndIv(password: PfxPassword, salt: Buffer, iterations: number, length: number) {
  const derivation = { salt, iterations, hash: 'sha1' } as const
  return {
    key: derivePkcs12Key(password, { ...derivation, purpose: KEY, length }),
    iv: derivePkcs12Key(password, { ...derivation, purpose: IV, length: 8 }),
  }
}

function decipherDes(name: string, key: Buffer, iv: Buffer, data: Buffer): Buffer | null {
  return attempt(() => {
    const decipher = createDecipheriv(name, key, iv)
    return Buffer.concat([decipher.update(data), decipher.final()])
  })
}

/** By node-forge: OpenSSL 3 has RC2 only in its legacy provider, which Node does not load. */
function decipherRc2(key: Buffer, iv: Buffer, data: Buffer): Buffer | null {
  return attempt(() => {
    const decipher = forge.rc2.createDecryptionCipher(key.toString('latin1'), key.length * 8)
    decipher.start(iv.toString('latin1'))
    decipher.update(forge.util.createBuffer(data.toString('latin1')))
    return decipher.finish() ? Buffer.from(decipher.output.getBytes(), 'latin1') : null
  })
}
