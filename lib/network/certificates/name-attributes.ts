/** One kind of attribute in an X.500 name. */
export interface NameAttribute {
  readonly oid: string
  /** As Windows, and so Get-ExchangeCertificate, writes it: S for the state, E for the address. */
  readonly name: string
  /** Other spellings that are understood when typed. */
  readonly aliases: readonly string[]
  /** The upper bound on characters (RFC 5280 appendix A.1). */
  readonly maxLength: number
  /** An IA5String by its definition, so ASCII only. */
  readonly ascii?: true
}

export const NAME_ATTRIBUTES: readonly NameAttribute[] = [
  { oid: '2.5.4.3', name: 'CN', aliases: ['commonName'], maxLength: 64 },
  { oid: '2.5.4.6', name: 'C', aliases: ['countryName'], maxLength: 2 },
  { oid: '2.5.4.8', name: 'S', aliases: ['ST', 'stateOrProvinceName'], maxLength: 128 },
  { oid: '2.5.4.7', name: 'L', aliases: ['localityName'], maxLength: 128 },
  { oid: '2.5.4.10', name: 'O', aliases: ['organizationName'], maxLength: 64 },
  { oid: '2.5.4.11', name: 'OU', aliases: ['organizationalUnitName'], maxLength: 64 },
  {
    oid: '1.2.840.113549.1.9.1',
    name: 'E',
    aliases: ['emailAddress', 'Email'],
    maxLength: 255,
    ascii: true,
  },
  {
    oid: '0.9.2342.19200300.100.1.25',
    name: 'DC',
    aliases: ['domainComponent'],
    maxLength: 63,
    ascii: true,
  },
  { oid: '2.5.4.9', name: 'STREET', aliases: ['streetAddress'], maxLength: 128 },
  { oid: '2.5.4.17', name: 'PostalCode', aliases: [], maxLength: 40 },
  { oid: '2.5.4.12', name: 'T', aliases: ['Title'], maxLength: 64 },
  { oid: '2.5.4.42', name: 'G', aliases: ['GivenName', 'GN'], maxLength: 64 },
  { oid: '2.5.4.4', name: 'SN', aliases: ['Surname'], maxLength: 64 },
  { oid: '2.5.4.43', name: 'I', aliases: ['Initials'], maxLength: 64 },
  { oid: '2.5.4.13', name: 'Description', aliases: [], maxLength: 1024 },
  { oid: '2.5.4.5', name: 'SERIALNUMBER', aliases: [], maxLength: 64 },
  { oid: '2.5.4.15', name: 'BusinessCategory', aliases: [], maxLength: 128 },
  { oid: '2.5.4.97', name: 'OrganizationIdentifier', aliases: [], maxLength: 256 },
  { oid: '1.3.6.1.4.1.311.60.2.1.1', name: 'JurisdictionL', aliases: [], maxLength: 128 },
  { oid: '1.3.6.1.4.1.311.60.2.1.2', name: 'JurisdictionS', aliases: [], maxLength: 128 },
  {
    oid: '1.3.6.1.4.1.311.60.2.1.3',
    name: 'JurisdictionC',
    aliases: [],
    maxLength: 2,
  },
]

const BY_SPELLING = new Map(
  NAME_ATTRIBUTES.flatMap((attribute) =>
    [attribute.name, ...attribute.aliases].map((spelling) => [spelling.toLowerCase(), attribute] as const),
  ),
)
const BY_OID = new Map(NAME_ATTRIBUTES.map((attribute) => [attribute.oid, attribute]))

export function findAttribute(spelling: string): NameAttribute | null {
  return BY_SPELLING.get(spelling.toLowerCase()) ?? null
}

export function findAttributeByOid(oid: string): NameAttribute | null {
  return BY_OID.get(oid) ?? null
}
