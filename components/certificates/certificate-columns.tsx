import type { Column } from '@/components/ui/table'
import type { ListedCertificate } from '@/lib/wizards/certificate-facts'
import { nameOf } from '@/lib/wizards/certificate-facts'
import { CertificateState } from './certificate-state'

/** What the list shows of a certificate of Exchange Server. */
export function certificateColumns(now: Date): readonly Column<ListedCertificate>[] {
  return [
    {
      id: 'name',
      title: 'Certificate',
      primary: true,
      width: '26%',
      cell: (one) => <bdi className="break-words">{nameOf(one)}</bdi>,
    },
    {
      id: 'friendly',
      title: 'Friendly name',
      wideOnly: true,
      cell: (one) => <bdi>{one.friendlyName || '—'}</bdi>,
    },
    { id: 'services', title: 'Services', cell: (one) => one.services.join(', ') || '—' },
    {
      id: 'issuer',
      title: 'Issued by',
      cell: (one) => (one.pending ? '—' : one.selfSigned ? 'Itself' : one.issuer),
    },
    {
      id: 'until',
      title: 'Valid until',
      cell: (one) => <span className="whitespace-nowrap">{one.notAfter.slice(0, 10) || '—'}</span>,
    },
    { id: 'state', title: 'State', cell: (one) => <CertificateState one={one} now={now} /> },
  ]
}
