import { failure } from './script-error'

const short: Record<string, string> = {
  string: 'System.String',
  char: 'System.Char',
  int: 'System.Int32',
  int32: 'System.Int32',
  long: 'System.Int64',
  int64: 'System.Int64',
  double: 'System.Double',
  float: 'System.Double',
  single: 'System.Double',
  decimal: 'System.Decimal',
  byte: 'System.Byte',
  int16: 'System.Int32',
  uint16: 'System.Int32',
  uint32: 'System.Int64',
  uint64: 'System.Int64',
  bool: 'System.Boolean',
  boolean: 'System.Boolean',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  guid: 'System.Guid',
  regex: 'System.Text.RegularExpressions.Regex',
  version: 'System.Version',
  array: 'System.Array',
  hashtable: 'System.Collections.Hashtable',
  ordered: 'System.Collections.Specialized.OrderedDictionary',
  psobject: 'System.Management.Automation.PSObject',
  pscustomobject: 'System.Management.Automation.PSCustomObject',
  scriptblock: 'System.Management.Automation.ScriptBlock',
  switch: 'System.Management.Automation.SwitchParameter',
  securestring: 'System.Security.SecureString',
  pscredential: 'System.Management.Automation.PSCredential',
  void: 'System.Void',
  object: 'System.Object',
  uri: 'System.Uri',
  math: 'System.Math',
  convert: 'System.Convert',
  environment: 'System.Environment',
  type: 'System.Type',
  console: 'System.Console',
  exception: 'System.Exception',
  ipaddress: 'System.Net.IPAddress',
  mailaddress: 'System.Net.Mail.MailAddress',
  xml: 'System.Xml.XmlDocument',
  ref: 'System.Management.Automation.PSReference',
}

const full = [
  ...Object.values(short),
  'System.IO.File',
  'System.IO.Path',
  'System.Text.Encoding',
  'System.Collections.ArrayList',
  'System.StringComparison',
  'System.DayOfWeek',
  'System.Management.Automation.ErrorRecord',
  'System.Management.Automation.CommandTypes',
  'System.Collections.Generic.List',
  'System.Collections.Generic.Dictionary',
  'System.Collections.Generic.HashSet',
  'System.Collections.Generic.Queue',
  'System.Collections.Generic.Stack',
  'System.Collections.Queue',
  'System.Collections.SortedList',
  'System.Collections.Stack',
  'System.BitConverter',
  'System.Text.StringBuilder',
  'Microsoft.Exchange.Data.ByteQuantifiedSize',
  'Microsoft.Exchange.Data.Unlimited',
  'System.Enum',
  'System.ValueType',
  'System.Collections.IEnumerable',
  'System.Globalization.CultureInfo',
  'System.StringSplitOptions',
]
/** The listed types by the names that are written for them. */
export const typeWords: readonly string[] = [...new Set([...Object.keys(short), ...full])]

const byName = new Map(full.map((name) => [name.toLowerCase(), name]))

/** The full name of a listed type; arrays of it end with `[]`. Null for every other name. */
export function findType(written: string): string | null {
  const array = written.endsWith('[]')
  const generic = /^([\w.]+)\[[\w.,[\] ]*\]$/.exec(array ? '' : written)
  const name = (array ? written.slice(0, -2) : (generic?.[1] ?? written)).toLowerCase()
  const plain = Object.hasOwn(short, name) ? short[name] : (byName.get(name) ?? byName.get(`system.${name}`))
  if (!plain)
    return /^(?:system\.|microsoft\.)?[\w.]*exception$/i.test(written) ? exceptionName(written) : null
  return array ? `${plain}[]` : plain
}

function exceptionName(written: string): string {
  return written.includes('.') ? written : `System.${written}`
}

export function typeNamed(written: string): string {
  const found = findType(written)
  if (found) return found
  throw failure(`Unable to find type [${written}].`, 'TypeNotFound', {
    category: 'InvalidOperation',
    subject: written,
  })
}
