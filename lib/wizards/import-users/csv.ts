import Papa from 'papaparse'
import { ok, type Result, refuse } from '@/lib/shell'

export const columns = [
  { id: 'firstName', title: 'First name', names: ['firstname', 'first', 'givenname', 'vorname', 'prenom'] },
  { id: 'lastName', title: 'Last name', names: ['lastname', 'last', 'surname', 'sn', 'nachname', 'nom'] },
  {
    id: 'logonName',
    title: 'Logon name',
    names: ['logonname', 'username', 'useraccountname', 'samaccountname', 'login', 'name'],
  },
  { id: 'password', title: 'Password', names: ['password', 'initialpassword'] },
  { id: 'alias', title: 'Alias', names: ['alias', 'emailalias', 'mailnickname'] },
  { id: 'accessLevel', title: 'Access level', names: ['accesslevel', 'access', 'role'] },
  { id: 'quota', title: 'Quota', names: ['quota', 'mailboxquota', 'maximummailboxsize', 'storagequota'] },
] as const

export type ColumnId = (typeof columns)[number]['id']

/** One line of the file: its number there, as an editor counts them, and what stands in the known columns. */
export interface CsvRow {
  readonly line: number
  readonly values: Readonly<Partial<Record<ColumnId, string>>>
}

export interface CsvTable {
  readonly rows: readonly CsvRow[]
  /** Headings that were not understood. */
  readonly ignored: readonly string[]
}

export const mostRows = 5000

function columnOf(heading: string): ColumnId | null {
  const plain = heading.toLowerCase().replace(/[^\p{L}]/gu, '')
  return columns.find(({ names }) => (names as readonly string[]).includes(plain))?.id ?? null
}

function notCsv(message: string, recommendedAction: string): Result<never> {
  return refuse('InvalidData', 'CsvUnreadable', message, { target: 'file', recommendedAction })
}

/**
 * The bytes as text: UTF-8, UTF-16 with a byte order mark, or else Windows-1252, in which Excel of Western
 * Europe saves. Null for what is no text at all.
 */
function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** What stands most often between the headings; Excel writes semicolons where the comma is for decimals. */
function delimiterOf(text: string): string {
  const [headings = ''] = text.split(/\r?\n/, 1)
  const count = (delimiter: string) => headings.split(delimiter).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** Reads a CSV file of users: comma, semicolon or tab; quotes as RFC 4180; a byte order mark is dropped. */
export function parseUsersCsv(bytes: Uint8Array): Result<CsvTable> {
  const text = decode(bytes)
  if (text === null)
    return notCsv('This file is not text.', 'Save the list as "CSV (comma delimited)" and choose that file.')
  if (text.trim() === '')
    return notCsv(
      'This file is empty.',
      'The first line holds the column headings, each further line one user.',
    )
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken)
    return notCsv(
      `Line ${(broken.row ?? 0) + 1} has a quotation mark that is not closed.`,
      'Close it, or double the quotation marks inside a value.',
    )
  const [headings = [], ...lines] = data
  const known = headings.map(columnOf)
  if (!known.includes('firstName') && !known.includes('lastName') && !known.includes('logonName'))
    return notCsv(
      `The first line has none of the headings First name, Last name or Logon name: it reads "${headings.join(', ').slice(0, 80)}".`,
      `Use these headings: ${columns.map(({ title }) => title).join(', ')}.`,
    )
  const twice = known.find((id, index) => id !== null && known.indexOf(id) !== index)
  if (twice)
    return notCsv(
      `Two columns are headed ${columns.find(({ id }) => id === twice)?.title}.`,
      'Remove one of them.',
    )
  const rows = lines.flatMap((cells, index): CsvRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const values = Object.fromEntries(known.flatMap((id, at) => (id ? [[id, (cells[at] ?? '').trim()]] : [])))
    return [{ line: index + 2, values }]
  })
  if (rows.length === 0) return notCsv('This file has headings and no users.', 'Add a line for each user.')
  if (rows.length > mostRows)
    return notCsv(
      `This file has ${rows.length} users.`,
      `Import at most ${mostRows} at a time: split the file.`,
    )
  return ok({ rows, ignored: headings.filter((heading, at) => known[at] === null && heading.trim() !== '') })
}

/** A value of an exported CSV: quoted where needed, and never a formula in a spreadsheet. */
export function csvValue(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Lines with CRLF and a byte order mark, so that Excel reads it as UTF-8. */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvValue).join(',')}\r\n`
}
