import { Alert } from '@/components/ui/alert'
import { EmptyState } from '@/components/ui/empty-state'
import { PageLink } from '@/components/ui/page-link'
import { StateDot } from '@/components/ui/state'
import { Table } from '@/components/ui/table'
import type { LogFolder } from '@/lib/exchange'
import { ClockTime } from './clock-time'

export interface ShownLogFile {
  readonly name: string
  readonly from: Date
  readonly entries: number
  /** Bytes, about. */
  readonly size: number
}

const folderNames = {
  MessageTracking: 'Message tracking',
  SmtpReceive: 'SMTP receive',
  SmtpSend: 'SMTP send',
  Connectivity: 'Connectivity',
} as const

function nameOf({ kind, frontEnd }: LogFolder): string {
  return `${folderNames[kind]}${frontEnd ? ' (Front End)' : ''}`
}

const href = (folder: LogFolder, day?: Date) =>
  `/email/tracking/logs?folder=${encodeURIComponent(folder.id)}${day ? `&day=${day.toISOString().slice(0, 10)}` : ''}`

/** The folders of the transport servers, and the files of one day in one of them. */
export function LogFolders({
  folders,
  folder,
  days,
  day,
  files,
}: {
  folders: readonly LogFolder[]
  folder: LogFolder | null
  days: readonly Date[]
  day: Date | null
  files: readonly ShownLogFile[]
}) {
  return (
    <div className="flex flex-col gap-6">
      <Table
        caption="Log folders"
        rows={folders}
        rowKey={({ id }) => id}
        rowHref={href}
        selected={folder?.id ?? null}
        columns={[
          { id: 'name', title: 'Log', primary: true, cell: nameOf },
          { id: 'server', title: 'Server', cell: ({ server }) => server },
          { id: 'state', title: 'Written', cell: (one) => <Written folder={one} /> },
          { id: 'age', title: 'Kept for', cell: ({ maxAgeSeconds }) => <Age seconds={maxAgeSeconds} /> },
          { id: 'most', title: 'At most', cell: ({ maxDirectorySize }) => <Most bytes={maxDirectorySize} /> },
          { id: 'path', title: 'Folder', wideOnly: true, cell: ({ path }) => path ?? '—' },
        ]}
        empty={
          <EmptyState title="There is no transport server">Install Exchange Server to have logs.</EmptyState>
        }
      />
      {folder && (
        <section aria-labelledby="log-files">
          <h2 id="log-files" className="mb-2 text-base font-semibold">
            {nameOf(folder)}, {folder.server}
          </h2>
          <Backup folder={folder} />
          {days.length > 0 && <Days folder={folder} days={days} day={day} />}
          <Table
            caption={`Files of ${nameOf(folder)}`}
            rows={files}
            rowKey={({ name }) => name}
            columns={[
              {
                id: 'name',
                title: 'File',
                primary: true,
                cell: ({ name }) => (
                  <a
                    className="act font-mono text-xs"
                    href={`/email/tracking/logs/file?folder=${encodeURIComponent(folder.id)}&name=${name}`}
                    download
                  >
                    {name}
                  </a>
                ),
              },
              { id: 'from', title: 'Begins', cell: ({ from }) => <ClockTime at={from} day /> },
              {
                id: 'entries',
                title: 'Entries',
                align: 'end',
                cell: ({ entries }) => entries.toLocaleString('en-US'),
              },
              { id: 'size', title: 'Size', align: 'end', cell: ({ size }) => sizeInWords(size) },
            ]}
            empty={<EmptyState title="No file here">{whyEmpty(folder)}</EmptyState>}
          />
        </section>
      )}
    </div>
  )
}

/** Tracking logs are what an auditor asks for; nothing else has them. */
function Backup({ folder: { kind, path, server } }: { folder: LogFolder }) {
  if (kind !== 'MessageTracking' || path === null) return null
  return (
    <Alert tone="info" className="mb-3" title="Are these files in the backup?">
      They are on {server} alone, and the oldest are deleted as they get too old or too many. If you must be
      able to tell later who wrote to whom, back up the folder{' '}
      <span className="font-mono text-xs break-all">{path}</span> every day. Busy servers write a lot: leave
      room for it.
    </Alert>
  )
}

function Written({ folder: { path, enabled } }: { folder: LogFolder }) {
  if (path === null) return <StateDot state="neutral">No, it has no path</StateDot>
  if (enabled === null) return <StateDot state="neutral">As each connector says</StateDot>
  return <StateDot state={enabled ? 'ok' : 'neutral'}>{enabled ? 'Yes' : 'No, turned off'}</StateDot>
}

function Days({ folder, days, day }: { folder: LogFolder; days: readonly Date[]; day: Date | null }) {
  return (
    <nav aria-label="Days" className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {days.map((one) => (
        <PageLink
          key={one.getTime()}
          href={href(folder, one)}
          aria-current={one.getTime() === day?.getTime() ? 'page' : undefined}
          className="act min-h-6 aria-[current]:font-semibold aria-[current]:text-ink"
          scroll={false}
        >
          {one.toISOString().slice(0, 10)}
        </PageLink>
      ))}
    </nav>
  )
}

function whyEmpty({ path, enabled, kind }: LogFolder): string {
  if (path === null) return 'The log has no path, so nothing is written. Set one with Set-TransportService.'
  if (enabled === false) return 'The log is turned off. Turn it on with Set-TransportService.'
  return kind === 'SmtpReceive' || kind === 'SmtpSend'
    ? 'Turn the protocol logging of a connector on below, and send a message.'
    : 'Nothing has been written yet. Send a message.'
}

function Age({ seconds }: { seconds: number }) {
  return <span className="whitespace-nowrap">{ageInWords(seconds)}</span>
}

/** Sizes of Exchange are in megabytes of 1,024 × 1,024 bytes. */
function Most({ bytes }: { bytes: number | null }) {
  const size = bytes === null ? 'any size' : `${Math.round(bytes / 1024 ** 2).toLocaleString('en-US')} MB`
  return <span className="whitespace-nowrap">{size}</span>
}

function ageInWords(seconds: number): string {
  if (seconds === 0) return 'ever'
  const days = Math.round(seconds / 86_400)
  return days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : `${Math.round(seconds / 3600)} h`
}

function sizeInWords(bytes: number): string {
  return bytes < 1_000_000
    ? `about ${Math.max(1, Math.round(bytes / 1000))} kB`
    : `about ${(bytes / 1_000_000).toFixed(1)} MB`
}
