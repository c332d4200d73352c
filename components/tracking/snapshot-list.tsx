import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { inputClass } from '@/components/ui/field-shell'

export interface ShownSnapshot {
  readonly id: string
  readonly at: Date
  readonly server: string
  readonly trigger: string
}

const triggers: Readonly<Record<string, string>> = {
  Startup: 'the transport started',
  ConfigChange: 'the configuration changed',
  Periodic: 'an hour had passed',
}

function inWords({ at, server, trigger }: ShownSnapshot): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')}, ${server}: ${triggers[trigger] ?? trigger}`
}

/** Which snapshot is looked at, and which one it is compared with. */
export function SnapshotList({
  rows,
  snapshot,
  compared,
}: {
  rows: readonly ShownSnapshot[]
  snapshot: ShownSnapshot | null
  compared: string | null
}) {
  if (!snapshot)
    return (
      <EmptyState title="No routing table has been written yet">
        The transport writes one when it starts. Install Exchange Server, and start its Transport service.
      </EmptyState>
    )
  const all = rows.some(({ id }) => id === snapshot.id) ? rows : [snapshot, ...rows]
  return (
    <form action="/email/tracking/routing" className="mb-6 flex flex-wrap items-end gap-3">
      <Choice name="snapshot" label="Snapshot" rows={all} value={snapshot.id} />
      <Choice name="compare" label="Compare with" rows={all} value={compared ?? ''} none="No other" />
      <Button type="submit">Show</Button>
    </form>
  )
}

function Choice({
  name,
  label,
  rows,
  value,
  none,
}: {
  name: string
  label: string
  rows: readonly ShownSnapshot[]
  value: string
  none?: string
}) {
  const id = `routing-${name}`
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select id={id} name={name} defaultValue={value} className={`${inputClass} max-w-full`}>
        {none && <option value="">{none}</option>}
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {inWords(row)}
          </option>
        ))}
      </select>
    </div>
  )
}
