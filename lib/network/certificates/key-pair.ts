import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto'

/** What certificates and requests are signed with here: RSA with SHA-256, as Exchange's own. */
const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
}

export interface NewKeyPair {
  readonly keys: webcrypto.CryptoKeyPair
  /** PKCS #8, not encrypted. */
  readonly privateKeyPem: string
}

/** A new RSA key; of 2048 bits, the default KeySize of New-ExchangeCertificate, when nothing else is said. */
export async function createKeyPair(modulusLength: number = 2048): Promise<NewKeyPair> {
  const keys = await webcrypto.subtle.generateKey({ ...ALGORITHM, modulusLength }, true, ['sign', 'verify'])
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key: KeyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { keys, privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
