import { type State, StateDot } from '@/components/ui/state'
import { Table } from '@/components/ui/table'
import type { CertificateMatrix, CertificatePlace, MatrixCell, MatrixState } from '@/lib/network'

const titles: Readonly<Record<CertificatePlace, string>> = {
  internet: 'From the Internet',
  office: 'In the office',
  smtp: 'Mail in (SMTP)',
  pop: 'POP3',
  imap: 'IMAP4',
}

const states: Readonly<Record<MatrixState, State>> = {
  covered: 'ok',
  expiring: 'warning',
  missing: 'error',
  expired: 'error',
  'not valid yet': 'error',
  untrusted: 'error',
  none: 'neutral',
}

/** Mail servers encrypt with any certificate: what is wrong with it is a warning there. */
function stateOf(place: CertificatePlace, { state }: MatrixCell): State {
  return place === 'smtp' && states[state] === 'error' ? 'warning' : states[state]
}

function Cell({ place, cell }: { place: CertificatePlace; cell: MatrixCell }) {
  const { certificate } = cell
  return (
    <div className="flex max-w-[34ch] flex-col gap-0.5">
      <StateDot state={stateOf(place, cell)} className="font-medium">
        {cell.verdict}
      </StateDot>
      {cell.consequence && <span>{cell.consequence}</span>}
      {certificate && (
        <span className="text-xs break-words text-faint">
          {certificate.names.join(', ') || 'No name'}, until {certificate.notAfter.slice(0, 10)}
        </span>
      )}
      <span className="text-xs text-faint">{cell.services.join(', ')}</span>
    </div>
  )
}

/** A row for each name that the site uses, a column for each place where a certificate is shown for it. */
export function MatrixTable({ matrix }: { matrix: CertificateMatrix }) {
  return (
    <Table
      caption="Names and the certificates that are shown for them"
      rows={matrix.rows}
      rowKey={({ name }) => name}
      columns={[
        {
          id: 'name',
          title: 'Name',
          primary: true,
          cell: ({ name }) => <span className="break-all">{name}</span>,
        },
        ...matrix.places.map((place, index) => ({
          id: place,
          title: titles[place],
          cell: ({ cells }: CertificateMatrix['rows'][number]) => {
            const cell = cells[index]
            return cell ? <Cell place={place} cell={cell} /> : <span className="text-faint">Not used</span>
          },
        })),
      ]}
    />
  )
}
