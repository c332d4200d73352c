import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { type ListedCertificate, nameOf } from '@/lib/wizards/certificate-facts'

/** The selected certificate's tasks, and those of all. `back` is the list as it stands. */
export function CertificateTasks({
  one,
  disabledReason,
  back,
  installed,
  exported,
  hasAuthority,
}: {
  one: ListedCertificate | null
  disabledReason: string | null
  back: string
  installed: boolean
  /** Whether a PFX of the selected one lies on the drive. */
  exported: boolean
  hasAuthority: boolean
}) {
  const reason = disabledReason ?? (installed ? null : 'Exchange Server is not installed.')
  const way = (wizard: string, subject = '') =>
    `/do/${wizard}?${subject && `for=${subject}&`}back=${encodeURIComponent(back)}`
  const task = (wizard: string, label: string, about = '', why: string | null = reason) => (
    <TaskLink href={way(wizard, about)} disabledReason={why}>
      {label}
    </TaskLink>
  )
  return (
    <>
      {one && (
        <TaskGroup title={nameOf(one)}>
          {one.pending ? (
            <>
              <TaskLink href={`/email/certificate-request?thumbprint=${one.thumbprint}`} plain>
                Download the request
              </TaskLink>
              {task('submit-request', 'Have it signed by the example authority', one.thumbprint)}
              {task('complete-request', 'Complete the request', one.thumbprint)}
            </>
          ) : (
            <>
              {task('assign-services', 'Assign services', one.thumbprint)}
              {task('renew-certificate', 'Renew the certificate', one.thumbprint)}
              {task('export-certificate', 'Export as a PFX', one.thumbprint)}
              {exported && (
                <TaskLink
                  href={`/email/certificates/pfx?thumbprint=${one.thumbprint}`}
                  plain
                  disabledReason={disabledReason}
                >
                  Download the PFX
                </TaskLink>
              )}
            </>
          )}
          {task(
            'remove-certificate',
            one.pending ? 'Remove the request' : 'Remove the certificate',
            one.thumbprint,
          )}
        </TaskGroup>
      )}
      <TaskGroup title="Certificate tasks">
        {task('request-certificate', 'New certificate request')}
        {task('import-certificate', 'Import a PFX')}
        {task('self-signed-certificate', 'New self-signed certificate')}
        {task('remote-certificate', 'Certificate of Remote Web Access')}
        {hasAuthority && (
          <TaskLink href="/email/certificates/authority" plain>
            Download the root of the example authority
          </TaskLink>
        )}
        <TaskLink href={back}>Refresh</TaskLink>
      </TaskGroup>
    </>
  )
}
