import { StateDot } from '@/components/ui/state'

export interface PreviewRow {
  readonly line: number
  readonly firstName: string
  readonly lastName: string
  readonly logonName: string
  readonly alias: string
  readonly accessLevel: string
  readonly quota: string
  readonly problems: readonly { readonly column: string; readonly message: string; readonly action: string }[]
}

const shownRows = 200

/** What the rows of a file become; those with problems first. */
export function ImportPreview({ rows }: { rows: readonly PreviewRow[] }) {
  const bad = rows.filter(({ problems }) => problems.length > 0)
  const shown = [...bad, ...rows.filter(({ problems }) => problems.length === 0)].slice(0, shownRows)
  return (
    <section aria-label="What the rows become" aria-live="polite">
      <p className="mb-2 text-sm font-medium">
        {rows.length} {rows.length === 1 ? 'user' : 'users'},{' '}
        {bad.length === 0 ? 'all in order' : `${bad.length} with a problem`}
      </p>
      <div className="table-scroll">
        <table className="table">
          <caption className="sr-only">Users in the file</caption>
          <thead>
            <tr>
              {['Line', 'Name', 'Logon name', 'Alias', 'Access level', 'Quota', 'Result'].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.line}>
                <td data-title="Line">{row.line}</td>
                <th scope="row" data-title="Name">
                  <bdi>{`${row.firstName} ${row.lastName}`.trim()}</bdi>
                </th>
                <td data-title="Logon name">{row.logonName}</td>
                <td data-title="Alias">{row.alias}</td>
                <td data-title="Access level">
                  {row.accessLevel === 'User' ? 'Standard user' : 'Administrator'}
                </td>
                <td data-title="Quota">{row.quota}</td>
                <td data-title="Result">
                  {row.problems.length === 0 ? (
                    <StateDot state="ok">Ready</StateDot>
                  ) : (
                    <ul>
                      {row.problems.map(({ column, message, action }) => (
                        <li key={`${column}${message}`}>
                          <StateDot state="error">
                            {message} {action}
                          </StateDot>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && (
        <p className="mt-2 text-xs text-faint">And {rows.length - shown.length} more that are in order.</p>
      )}
    </section>
  )
}
