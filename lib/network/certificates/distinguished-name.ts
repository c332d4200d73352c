import { IA5String, ObjectIdentifier, PrintableString, Set as SetOf, Utf8String } from 'asn1js'
import { RelativeDistinguishedNames } from 'pkijs'
import { bytesOf, derOf, sequence } from './der'
import { findAttributeByOid } from './name-attributes'

/** One `CN=mail.contoso.com`; `name` as Windows writes it, `OID.2.5.4.60` for what has no name. */
export interface NamePart {
  readonly oid: string
  readonly name: string
  readonly value: string
}

/** An X.500 name from the widest part (C) to the narrowest (CN), the order in which certificates hold it. */
export type DistinguishedName = readonly NamePart[]

/** The name as Windows shows it: narrowest part first, quoted where a character would be misread. */
export function formatName(name: DistinguishedName): string {
  return name
    .toReversed()
    .map((part) => `${part.name}=${quote(part.value)}`)
    .join(', ')
}

function quote(value: string): string {
  const plain = value !== '' && !/[,;+=<>#"\\\n\r]|^\s|\s$/.test(value)
  return plain ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`
}

export function readName(encoded: RelativeDistinguishedNames): DistinguishedName {
  return encoded.typesAndValues.map(({ type, value }) => ({
    oid: type,
    name: findAttributeByOid(type)?.name ?? `OID.${type}`,
    value: String(value.valueBlock.value ?? ''),
  }))
}

/**
 * The name in its encoded form, one RelativeDistinguishedName a part. Through DER, because pkijs would put all
 * the parts that it is given as objects into a single one.
 */
export function encodeName(name: DistinguishedName): RelativeDistinguishedNames {
  const parts = name.map(({ oid, value }) => {
    const attribute = sequence(new ObjectIdentifier({ value: oid }), encodeValue(oid, value))
    return new SetOf({ value: [attribute] })
  })
  return RelativeDistinguishedNames.fromBER(bytesOf(derOf(sequence(...parts))))
}

/** RFC 5280 4.1.2.4: PrintableString where that suffices, else UTF8String; some attributes are IA5String. */
function encodeValue(oid: string, value: string) {
  if (findAttributeByOid(oid)?.ascii) return new IA5String({ value })
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value)
    ? new PrintableString({ value })
    : new Utf8String({ value })
}
