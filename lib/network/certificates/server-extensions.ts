import type { BaseBlock } from 'asn1js'
import { AltName, BasicConstraints, Extension, ExtKeyUsage, GeneralName } from 'pkijs'
import { bits } from './der'

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'
/** digitalSignature (bit 0) and keyEncipherment (bit 2), RFC 5280 4.2.1.3. */
const KEY_USAGE = 0b1010_0000

/** The extensions of a TLS server's certificate for these names, which `parseNames` has given; for none, without SAN. */
export function serverExtensions(names: readonly string[]): Extension[] {
  const altNames = names.map((value) => new GeneralName({ type: 2, value }))
  return [
    extension('2.5.29.15', true, bits(KEY_USAGE, 3)),
    extension('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: [SERVER_AUTHENTICATION] }).toSchema()),
    ...(altNames.length > 0 ? [extension('2.5.29.17', false, new AltName({ altNames }).toSchema())] : []),
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema()),
  ]
}

export function extension(extnID: string, critical: boolean, value: BaseBlock): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() })
}
