import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Select } from '@/components/ui/text-field'
import { type FormEntry, type FormStyle, formChoices } from '@/lib/checklists'

/** How a provider's record form looks, chosen as a plain form that leads back to this page, and what goes where in it. */
export function ProviderForms({
  style,
  entries,
  open,
}: {
  style: FormStyle
  entries: readonly FormEntry[]
  /** Somebody has just chosen. */
  open: boolean
}) {
  return (
    <details id="provider-form" open={open} className="mt-4">
      <summary className="act min-h-6 text-base font-semibold">
        How to type the records at your provider
      </summary>
      <p className="mt-2 max-w-[72ch] text-sm text-soft">
        Providers ask for the same record in different forms. Look at the form of yours, choose what it is
        like, and type each field exactly as it stands here.
      </p>
      <form
        method="get"
        action="#provider-form"
        className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] items-end gap-3 print:hidden"
      >
        {formChoices.map(({ id, label, options }) => (
          <Select key={id} label={label} name={id} defaultValue={style[id]}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        ))}
        <div>
          <Button type="submit">Show</Button>
        </div>
      </form>
      <ul className="mt-4 flex flex-col gap-3">
        {entries.map((entry) => (
          <li key={entry.id} className="rounded-md border border-line bg-raised px-4 py-3">
            <FormRecord {...entry} />
          </li>
        ))}
      </ul>
      <p className="mt-3 max-w-[72ch] text-xs text-faint">
        Texts are typed without quotes: the form adds them. Some forms take the service and the protocol of an
        SRV record apart, as _autodiscover and _tcp. A form that has no field for the port cannot hold an SRV
        record; then use the autodiscover host instead.
      </p>
    </details>
  )
}

function FormRecord({ type, fields }: FormEntry) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(120px,auto))] justify-start gap-x-8 gap-y-2">
      {[{ label: 'Type', value: type }, ...fields].map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-faint">{label}</dt>
          <dd className="font-mono text-xs leading-6 break-words">
            {value === '' ? (
              <span className="text-faint">leave empty</span>
            ) : (
              <>
                {value} {label !== 'Type' && <CopyButton text={value} label={`${type} ${label}: ${value}`} />}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
