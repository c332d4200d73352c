/** One line of a port forwarding table, as the checklist of the router has it. */
export interface RouterLine {
  readonly publicAddress: string
  readonly port: number
  readonly protocolName: string
  readonly server: string
  readonly address: string
}

const heading = ['Public address', 'Protocol', 'Port', 'To', 'Port', 'Computer', 'For']

/** The table in columns, to have beside the router's own page. */
export function routerTable(lines: readonly RouterLine[]): string {
  const rows = [
    heading,
    ...lines.map(({ publicAddress, port, protocolName, server, address }) =>
      [publicAddress, 'TCP', String(port), address, String(port), server, protocolName].map(oneLine),
    ),
  ]
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const [head = [], ...rest] = rows
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line), ''].join('\n')
}

/** A name stays in its cell. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ')
