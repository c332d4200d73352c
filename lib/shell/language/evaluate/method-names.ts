import type { Datum } from '../values/datum'
import { typeOf } from '../values/datum'

const everywhere = 'Equals GetHashCode GetType ToString'

const byType: Readonly<Record<string, string>> = {
  'System.String':
    'CompareTo Contains EndsWith IndexOf Insert LastIndexOf Normalize PadLeft PadRight Remove Replace Split StartsWith Substring ToCharArray ToLower ToLowerInvariant ToUpper ToUpperInvariant Trim TrimEnd TrimStart',
  'System.DateTime':
    'AddDays AddHours AddMilliseconds AddMinutes AddMonths AddSeconds AddYears CompareTo Subtract ToLocalTime ToLongDateString ToLongTimeString ToShortDateString ToShortTimeString ToUniversalTime',
  'System.TimeSpan': 'Add CompareTo Negate Subtract',
  'System.Collections.Hashtable': 'Add Clear Clone Contains ContainsKey ContainsValue GetEnumerator Remove',
  'System.Object[]': 'Clone Contains ForEach GetLength GetUpperBound IndexOf Where',
  'System.Collections.ArrayList':
    'Add AddRange Clear Clone Contains IndexOf Insert Remove RemoveAt RemoveRange Reverse Sort ToArray',
  'System.Text.StringBuilder': 'Append AppendFormat AppendLine Clear Insert Remove Replace',
  'Microsoft.Exchange.Data.ByteQuantifiedSize': 'ToBytes ToGB ToKB ToMB ToTB',
  'System.Management.Automation.ScriptBlock': 'Invoke InvokeReturnAsIs',
}

/** The methods of a value, as Get-Member lists them and Tab offers them. */
export function methodNames(value: Datum): readonly string[] {
  const type = typeOf(value)
  const own =
    byType[type.startsWith('System.Collections.Generic.List') ? 'System.Collections.ArrayList' : type]
  return [...new Set(`${own ?? ''} ${everywhere}`.trim().split(' '))].sort()
}
