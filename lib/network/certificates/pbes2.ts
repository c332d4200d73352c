import { createDecipheriv, pbkdf2 } from 'node:crypto'
import { type AlgorithmIdentifier, PBES2Params } from 'pkijs'
import { attempt, childrenOf, octetsOf } from './der'
import { iterationsOf } from './iteration-budget'
import type { PasswordScheme } from './pfx-encryption'

export const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'

/** Pseudo-random functions of PBKDF2 (RFC 8018 B.1), by the hash inside their HMAC. */
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const CIPHERS: Readonly<Record<string, { name: string; keyLength: number }>> = {
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
}

/**
 * PBES2 (RFC 8018 6.2): a key from PBKDF2, then a block cipher in CBC mode. OpenSSL 3 and Windows'
 * AES256_SHA256 write it. null where a part of it is one that is not known here.
 */
export function readPbes2(algorithm: AlgorithmIdentifier): PasswordScheme | null {
  const params = attempt(() => new PBES2Params({ schema: algorithm.algorithmParams }))
  const cipher = params && CIPHERS[params.encryptionScheme.algorithmId]
  const iv = octetsOf(params?.encryptionScheme.algorithmParams)
  const derivation = params && readPbkdf2(params.keyDerivationFunc)
  if (!cipher || !iv || !derivation) return null
  return {
    iterations: derivation.iterations,
    decrypt: async (password, data) => {
      const key = await derivation.keyOf(password.octets, cipher.keyLength)
      return attempt(() => {
        const decipher = createDecipheriv(cipher.name, key, iv)
        return Buffer.concat([decipher.update(data), decipher.final()])
      })
    },
  }
}

/** PBKDF2-params: salt, iterations, then optionally the key's length and the PRF, which is SHA-1 by default. */
function readPbkdf2(algorithm: AlgorithmIdentifier) {
  const [saltBlock, count, ...optional] = childrenOf(algorithm.algorithmParams)
  const salt = octetsOf(saltBlock)
  const [prf] = childrenOf(optional.at(-1))
  const hash = prf ? PRFS[String(prf.valueBlock)] : 'sha1'
  if (algorithm.algorithmId !== PBKDF2 || !salt || !hash) return null
  const iterations = iterationsOf(count)
  return {
    iterations,
    keyOf: (password: Buffer, length: number) =>
      new Promise<Buffer>((resolve, reject) => {
        pbkdf2(password, salt, iterations, length, hash, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  }
}
