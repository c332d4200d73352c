import forge from 'node-forge'

/**
 * One way to read a typed password as key material. The two families of encryption in a PFX disagree:
 * PKCS #12's own (RFC 7292 B.1) hashes the characters as UTF-16 with a final NUL, PBES2 (RFC 8018) the
 * octets, which everyone writes in UTF-8.
 */
export interface PfxPassword {
  /** null: no password at all, which RFC 7292 tells from an empty one. */
  readonly characters: string | null
  readonly octets: Buffer
}

/** What the bytes derived by PKCS #12 are for (RFC 7292 B.3). */
export const KEY = 1
export const IV = 2
export const MAC = 3

/**
 * The readings to try, the usual one first.
 * - An empty password: Windows writes "no password" as an empty one, others as none; OpenSSL tries both.
 * - Beyond ASCII: OpenSSL before 1.1.0 took each octet of the UTF-8 for a character of its own
 *   (openssl passphrase-encoding(7)), and files written so are still about.
 */
export function readingsOf(password: string): PfxPassword[] {
  const octets = Buffer.from(password, 'utf8')
  const readings: PfxPassword[] = [{ characters: password, octets }]
  if (password === '') readings.push({ characters: null, octets })
  const octetPerCharacter = octets.toString('latin1')
  if (octetPerCharacter !== password) readings.push({ characters: octetPerCharacter, octets })
  return readings
}

/** The hashes of a PFX's MAC by object identifier; `length` in octets. */
export const HASHES = {
  '1.3.14.3.2.26': { name: 'sha1', length: 20 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', length: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', length: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', length: 64 },
} as const

export type HashName = (typeof HASHES)[keyof typeof HASHES]['name']

export interface Pkcs12Derivation {
  readonly purpose: typeof KEY | typeof IV | typeof MAC
  readonly salt: Uint8Array
  readonly iterations: number
  readonly length: number
  readonly hash: HashName
}

/**
 * PKCS #12's key derivation (RFC 7292 B.2). Synchronous, about a microsecond an iteration and hash block:
 * the caller bounds `iterations` first.
 */
export function derivePkcs12Key(password: PfxPassword, derivation: Pkcs12Derivation): Buffer {
  const { purpose, salt, iterations, length, hash } = derivation
  const saltBuffer = forge.util.createBuffer(Buffer.from(salt).toString('latin1'))
  const digest = forge.md[hash].create()
  const key = forge.pkcs12.generateKey(password.characters, saltBuffer, purpose, iterations, length, digest)
  return Buffer.from(key.getBytes(), 'latin1')
}
