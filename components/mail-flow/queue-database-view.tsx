import { type Column, Table } from '@/components/ui/table'
import {
  type PressureLevel,
  pressureActions,
  type QueueDatabase,
  type QueueDatabaseFile,
} from '@/lib/exchange'

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString('en-US')} KB`

const columns: readonly Column<QueueDatabaseFile>[] = [
  {
    id: 'name',
    title: 'Name',
    primary: true,
    cell: ({ name }) => <span className="font-mono text-xs">{name}</span>,
  },
  {
    id: 'size',
    title: 'Size',
    align: 'end',
    cell: ({ bytes }) => <span className="tabular-nums whitespace-nowrap">{kilobytes(bytes)}</span>,
  },
  { id: 'purpose', title: 'What it is for', width: '60%', cell: ({ purpose }) => purpose },
]

/** The folder of a transport server's queue database. */
export function QueueDatabaseView({
  server,
  messages,
  used,
  pressure,
  database: { folder, current, checkpoint, files },
}: {
  server: string
  /** That wait. */
  messages: number
  /** How full it is: `12 % of 20,480 MB`. */
  used: string
  pressure: PressureLevel
  database: QueueDatabase
}) {
  return (
    <section className="mb-8">
      <h2 className="text-base font-semibold">{server}</h2>
      <p className="font-mono text-xs break-all text-soft">{folder}</p>
      <dl className="my-3 flex flex-wrap gap-x-8 gap-y-2 text-sm">
        <Fact name="Messages in it" value={messages.toLocaleString('en-US')} />
        <Fact name="Current log" value={hexadecimal(current)} />
        <Fact name="Checkpoint" value={hexadecimal(checkpoint)} />
        <Fact name="Circular logging" value="On" />
        <Fact name="Full" value={used} />
        <Fact name="Back pressure" value={pressure} />
      </dl>
      {pressure !== 'Normal' && (
        <p className="mb-3 max-w-[72ch] text-sm">
          These stand until the queues are emptier: {pressureActions[pressure].join('; ')}.
        </p>
      )}
      <Table
        caption={`Queue database of ${server}`}
        columns={columns}
        rows={files}
        rowKey={({ name }) => name}
      />
    </section>
  )
}

const hexadecimal = (number: string) => `${number} (${Number.parseInt(number, 16).toLocaleString('en-US')})`

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-soft">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  )
}
