import { propertiesOf } from '../evaluate/properties'
import { type Datum, EnumWord, ErrorDatum, Hashtable, PSObject, ScriptBlock } from '../values/datum'
import { isNumber } from '../values/number'
import { shownText } from '../values/text'

/** How a type is shown when nothing else is asked: columns, or the properties of a list. */
export interface View {
  readonly table?: readonly string[]
  readonly list?: readonly string[]
}

export type Views = (type: string) => View | null

/** The console's width. */
export const consoleWidth = 120

/** Lists longer than this end with `...`: four in a table and a list, as $FormatEnumerationLimit is set. */
export const enumerationLimit = 4

const own: Record<string, View> = {
  'System.Collections.DictionaryEntry': { table: ['Name', 'Value'] },
  'Microsoft.PowerShell.Commands.GroupInfo': { table: ['Count', 'Name', 'Group'] },
  'Microsoft.PowerShell.Commands.GroupInfoNoElement': { table: ['Count', 'Name'] },
  'Microsoft.PowerShell.Commands.MemberDefinition': { table: ['Name', 'MemberType', 'Definition'] },
  'System.Management.Automation.CommandInfo': { table: ['CommandType', 'Name', 'Definition'] },
  'System.Management.Automation.PathInfo': { table: ['Path'] },
  'System.IO.FileInfo': { table: ['LastWriteTime', 'Length', 'Name'] },
}

export function viewOf(value: PSObject, views: Views): View | null {
  for (const type of value.types) {
    const found = views(type) ?? (Object.hasOwn(own, type) ? own[type] : null)
    if (found) return found
  }
  return null
}

/** What stands in a table's cell or behind a list's colon. */
export function cellText(value: Datum, limit = enumerationLimit): string {
  if (value === null) return ''
  if (Array.isArray(value)) {
    const shown = value.slice(0, limit).map((one) => cellText(one, 0))
    return `{${shown.join(', ')}${value.length > limit ? '...' : ''}}`
  }
  if (value instanceof Hashtable)
    return `{${[...value.entries.values()]
      .slice(0, limit)
      .map(({ key }) => shownText(key))
      .join(', ')}${value.entries.size > limit ? '...' : ''}}`
  if (value instanceof PSObject && value.types[0]?.endsWith('PSCustomObject') && value.text === null)
    return `@{${[...value.properties.values()].map((one) => `${one.name}=${cellText(one.value, 0)}`).join('; ')}}`
  return shownText(value)
}

/** Values that are written as a line of text, not as an object with properties. */
export function isPlain(value: Datum): boolean {
  if (
    value === null ||
    value instanceof EnumWord ||
    value instanceof ScriptBlock ||
    value instanceof ErrorDatum
  )
    return true
  return !(value instanceof PSObject) && !(value instanceof Hashtable)
}

export function propertyNames(value: Datum): string[] {
  return Object.keys(propertiesOf(value))
}

/** Numbers stand on the right of their column. */
export const isRight = (value: Datum | undefined) => isNumber(value)
