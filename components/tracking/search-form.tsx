import { Button } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field-shell'
import { TextField } from '@/components/ui/text-field'

/** What the form was sent with, as the fields show it again. */
export type SearchValues = Readonly<
  Partial<
    Record<
      'sender' | 'recipient' | 'subject' | 'id' | 'event' | 'source' | 'server' | 'start' | 'end',
      string
    >
  >
>

/** The search of Message tracking: a plain form, so its address is the search. */
export function TrackingSearchForm({
  values,
  servers,
  events,
  sources,
  open,
}: {
  values: SearchValues
  servers: readonly string[]
  events: readonly string[]
  sources: readonly string[]
  /** While a message's story is told, the form stands back. */
  open: boolean
}) {
  return (
    <search className="w-full">
      <details open={open}>
        <summary className="act inline-block min-h-6 text-sm">Search the logs</summary>
        <form action="/email/tracking" className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <TextField
            label="Sender"
            name="sender"
            defaultValue={values.sender}
            placeholder="FrankM@contoso.com"
            autoComplete="off"
          />
          <TextField label="Recipient" name="recipient" defaultValue={values.recipient} autoComplete="off" />
          <TextField
            label="Subject contains"
            name="subject"
            defaultValue={values.subject}
            autoComplete="off"
          />
          <TextField label="Message ID" name="id" defaultValue={values.id} autoComplete="off" />
          <Choice label="Event" name="event" value={values.event} choices={events} all="Every event" />
          <Choice label="Source" name="source" value={values.source} choices={sources} all="Every source" />
          <Choice label="Server" name="server" value={values.server} choices={servers} all="Every server" />
          <TextField
            label="From (UTC)"
            type="datetime-local"
            name="start"
            defaultValue={values.start}
            step={1}
          />
          <TextField
            label="Until (UTC)"
            type="datetime-local"
            name="end"
            defaultValue={values.end}
            step={1}
          />
          <div className="flex items-center gap-4">
            <Button type="submit">Search</Button>
            <a href="/email/tracking" className="act text-sm">
              Clear
            </a>
          </div>
        </form>
      </details>
    </search>
  )
}

function Choice({
  label,
  name,
  value = '',
  choices,
  all,
}: {
  label: string
  name: string
  value?: string | undefined
  choices: readonly string[]
  all: string
}) {
  const id = `tracking-${name}`
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select id={id} name={name} defaultValue={value} className={inputClass}>
        <option value="">{all}</option>
        {[...new Set([...choices, ...(value ? [value] : [])])].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </div>
  )
}
