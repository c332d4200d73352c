import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Vault } from '@/lib/exchange'

/** argon2id with OWASP's first choice of costs: 19 MiB, two passes, one lane. */
export const argon2Costs = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const

function key(): Buffer {
  const secret = process.env.SECRET_KEY
  if (!secret)
    throw new Error('SECRET_KEY is not set: start with `npm start`, which keeps one in the data directory')
  return createHash('sha256').update(`vault:${secret}`).digest()
}

/** AES-256-GCM; the nonce, the tag and the ciphertext in one piece. */
export function sealBytes(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]))
}

/** @throws when the bytes were not sealed with this installation's key. */
export function openBytes(sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

export const vault: Vault = {
  seal: (secret) => Buffer.from(sealBytes(Buffer.from(secret, 'utf8'))).toString('base64url'),
  open: ({ sealed }) => Buffer.from(openBytes(Buffer.from(sealed, 'base64url'))).toString('utf8'),
  hashPassword: (password) => hash(password, argon2Costs),
}
