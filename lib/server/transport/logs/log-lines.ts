import Papa from 'papaparse'

/**
 * Lines of a log (RFC 4180). A value stays on its line, whatever somebody wrote into a subject, and one that a
 * spreadsheet would compute gets an apostrophe before it; the signs `+` and `-` of an event stand alone.
 */
export function logLines(rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return ''
  return `${Papa.unparse(
    rows.map((row) => row.map((value) => asText(String(value)))),
    { newline: '\r\n' },
  )}\r\n`
}

function asText(value: string): string {
  return value.replace(/\p{Cc}+/gu, ' ').replace(/^\s*(?:[=@]|[+-].)/, `'$&`)
}
