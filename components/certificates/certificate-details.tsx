import { DetailsPane } from '@/components/frame/three-pane'
import { type ListedCertificate, nameOf } from '@/lib/wizards/certificate-facts'
import { CertificateState } from './certificate-state'

/** The selected certificate under the list. */
export function CertificateDetails({ one, now }: { one: ListedCertificate; now: Date }) {
  const key = one.pending
    ? 'Yes, it waits for its certificate'
    : one.exportable
      ? 'Yes, it may be exported'
      : 'Yes, it may not be exported'
  return (
    <DetailsPane
      title={nameOf(one)}
      subtitle={one.pending ? 'Certificate request' : one.friendlyName}
      badges={<CertificateState one={one} now={now} />}
      facts={[
        { term: 'Names', value: one.names.map((name) => <div key={name}>{name}</div>) },
        { term: 'Subject', value: one.subject },
        { term: 'Issued by', value: one.pending ? 'Nobody yet' : one.selfSigned ? 'Itself' : one.issuer },
        ...(one.pending
          ? []
          : [{ term: 'Valid', value: `${one.notBefore.slice(0, 10)} to ${one.notAfter.slice(0, 10)}` }]),
        {
          term: 'Services',
          value: `${one.services.join(', ') || 'None'}${one.internalTransport ? '; between Exchange servers, too' : ''}`,
        },
        { term: 'Private key', value: key },
        {
          term: one.pending ? 'Mark of the request' : 'Thumbprint',
          value: <code className="font-mono text-xs break-all">{one.thumbprint}</code>,
        },
        { term: 'Server', value: one.server },
      ]}
    />
  )
}
