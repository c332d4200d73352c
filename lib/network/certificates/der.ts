import { type BaseBlock, BitString, Constructed, OctetString, Sequence } from 'asn1js'

/**
 * What `read` gives, or null where it throws. pkijs, asn1js and OpenSSL all report bytes that are not what
 * they should be by throwing; here such bytes are an expected input. Nothing but a call into them goes in.
 */
export function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

/**
 * The bytes as a structure of pkijs (`readAs(PFX, bytes)`), or null where they are none. asn1js itself bounds
 * the depth (100), the number of values (10,000) and the length (16 MB).
 */
export function readAs<T>(
  type: { new (): T; fromBER(raw: BufferSource): unknown },
  bytes: Uint8Array,
): T | null {
  return attempt(() => type.fromBER(bytesOf(bytes)) as T)
}

/** The values inside a SEQUENCE, SET or explicit tag; none where `block` is not constructed. */
export function childrenOf(block: unknown): readonly BaseBlock[] {
  return block instanceof Constructed ? (block.valueBlock.value as BaseBlock[]) : []
}

/** The octets of an OCTET STRING, its pieces joined where BER has cut it in pieces (as Java and NSS do). */
export function octetsOf(block: unknown): Buffer | null {
  return block instanceof OctetString ? attempt(() => Buffer.from(block.getValue())) : null
}

export function sequence(...value: BaseBlock[]): Sequence {
  return new Sequence({ value })
}

/** `[number] EXPLICIT` around the given values. */
export function explicit(number: number, ...value: BaseBlock[]): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value })
}

export function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: bytesOf(bytes) })
}

/** A BIT STRING of one byte whose first `used` bits carry meaning, as X.509's KeyUsage is written. */
export function bits(byte: number, used: number): BitString {
  return new BitString({ valueHex: new Uint8Array([byte]).buffer, unusedBits: 8 - used })
}

export function derOf(block: BaseBlock): Buffer {
  return Buffer.from(block.toBER())
}

/** A copy of exactly these bytes: a Buffer is often a window on a larger pool. */
export function bytesOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
