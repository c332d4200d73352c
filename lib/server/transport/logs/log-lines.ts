import Papa from 'papaparse'

/** Lines of a log (RFC 4180). A value stays on its line, whatever somebody wrote into a subject. */
export function logLines(rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return ''
  const flat = rows.map((row) => row.map((value) => String(value).replace(/\p{Cc}+/gu, ' ')))
  return `${Papa.unparse(flat, { newline: '\r\n' })}\r\n`
}
