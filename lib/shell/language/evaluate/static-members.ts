const methods: Readonly<Record<string, string>> = {
  'System.Math': 'Abs Ceiling Floor Log Log10 Max Min Pow Round Sign Sqrt Truncate',
  'System.String': 'Compare Concat Equals Format IsNullOrEmpty IsNullOrWhiteSpace Join',
  'System.DateTime': 'DaysInMonth IsLeapYear Parse ParseExact TryParse',
  'System.TimeSpan': 'FromDays FromHours FromMinutes FromSeconds Parse',
  'System.Guid': 'NewGuid Parse TryParse',
  'System.Int32': 'Parse TryParse',
  'System.Int64': 'Parse TryParse',
  'System.Double': 'Parse TryParse',
  'System.Version': 'Parse',
  'System.Convert': 'FromBase64String ToBase64String ToBoolean ToDateTime ToDouble ToInt32 ToInt64 ToString',
  'System.Array': 'IndexOf Reverse Sort',
  'System.BitConverter': 'ToInt32 ToString',
  'System.Char': 'IsDigit IsLetter IsUpper IsWhiteSpace',
  'System.Enum': 'GetNames',
  'System.Environment': 'GetEnvironmentVariable',
  'System.IO.File': 'Exists ReadAllBytes ReadAllLines ReadAllText WriteAllBytes WriteAllLines WriteAllText',
  'System.IO.Path':
    'Combine GetDirectoryName GetExtension GetFileName GetFileNameWithoutExtension GetTempFileName GetTempPath',
  'System.Net.IPAddress': 'Parse TryParse',
  'System.Text.RegularExpressions.Regex': 'Escape IsMatch Match Matches Replace Split',
}

const properties: Readonly<Record<string, string>> = {
  'System.Math': 'E PI',
  'System.String': 'Empty',
  'System.DateTime': 'MaxValue MinValue Now Today UtcNow',
  'System.TimeSpan': 'Zero',
  'System.Guid': 'Empty',
  'System.Int32': 'MaxValue MinValue',
  'System.Int64': 'MaxValue MinValue',
  'System.Double': 'MaxValue',
  'System.Environment': 'MachineName NewLine UserDomainName UserName',
  'System.Net.IPAddress': 'Any Loopback None',
  'System.Text.Encoding': 'ASCII Default Unicode UTF7 UTF8',
  'System.DayOfWeek': 'Friday Monday Saturday Sunday Thursday Tuesday Wednesday',
}

export interface StaticMember {
  readonly name: string
  readonly isMethod: boolean
}

/** What stands behind `[type]::`, by the type's full name; none for a type that is not listed. */
export function staticMembers(type: string): readonly StaticMember[] {
  const words = (table: Readonly<Record<string, string>>) => (table[type] ?? '').split(' ').filter(Boolean)
  return [
    ...words(properties).map((name) => ({ name, isMethod: false })),
    ...words(methods).map((name) => ({ name, isMethod: true })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
}
