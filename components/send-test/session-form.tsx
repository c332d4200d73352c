'use client'

import { Button } from '@/components/ui/button'
import { inputClass } from '@/components/ui/field-shell'

/** A server to talk to, and from where. */
export interface Target {
  readonly label: string
  readonly address: string
  readonly port: number
  readonly from: 'internet' | 'inside'
}

export function SessionForm({
  targets,
  onConnect,
  disabledReason,
}: {
  targets: readonly Target[]
  onConnect: (target: Target) => void
  disabledReason: string | null
}) {
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const chosen = targets[Number(new FormData(event.currentTarget).get('target'))]
        if (chosen) onConnect(chosen)
      }}
    >
      <label className="flex min-w-0 flex-1 flex-col gap-1 text-sm font-medium">
        Connect
        <select name="target" className={`${inputClass} min-w-0 font-normal`}>
          {targets.map(({ label }, place) => (
            <option key={label} value={place}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" look="primary" disabledReason={disabledReason}>
        Connect
      </Button>
    </form>
  )
}
