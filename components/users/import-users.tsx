'use client'

import { useActionState, useState } from 'react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/ui/password-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { FileField } from '@/components/ui/text-field'
import { newKey } from '@/components/wizard/kept'
import type { ErrorRecord } from '@/lib/shell'
import { ImportPreview, type PreviewRow } from './import-preview'

export interface ImportState {
  readonly error: ErrorRecord | null
  /** Null before a file was read. */
  readonly rows: readonly PreviewRow[] | null
  /** Headings that were not understood. */
  readonly ignored: readonly string[]
}

type Action = (state: ImportState, form: FormData) => Promise<ImportState>
const nothing: ImportState = { error: null, rows: null, ignored: [] }

/** Choose a file, see what each row becomes, then import the good ones. The file stays in the browser until then. */
export function ImportUsers({ plan, start }: { plan: Action; start: Action }) {
  const [file, setFile] = useState<File | null>(null)
  const [password, setPassword] = useState('')
  const [key, setKey] = useState('')
  const withFile = (action: Action) => (state: ImportState, form: FormData) => {
    if (file) form.set('file', file)
    form.set('initialPassword', password)
    form.set('key', key)
    return action(state, form)
  }
  const [planned, submitPlan] = useActionState(withFile(plan), nothing)
  const [started, submitStart] = useActionState(withFile(start), nothing)
  const rows = planned.rows
  const good = rows?.filter(({ problems }) => problems.length === 0).length ?? 0
  return (
    <div className="flex flex-col gap-6">
      <form
        action={submitPlan}
        // React empties a form when its action has answered; the chosen file stays chosen.
        onReset={(event) => event.preventDefault()}
        className="flex flex-col gap-4"
      >
        <FileField
          label="CSV file"
          name="chosen"
          accept=".csv,.txt,text/csv"
          required={file === null}
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null)
            setKey(newKey())
          }}
          hint={
            file
              ? `${file.name}, ${file.size.toLocaleString('en-US')} bytes`
              : 'Commas, semicolons or tabs; at most 5,000 users.'
          }
        />
        <PasswordField
          label="Initial password for rows without one"
          name="shared"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          hint="Everybody without a password in the file starts with this one."
        />
        <div>
          <SubmitButton look={rows ? 'secondary' : 'primary'}>Check the file</SubmitButton>
        </div>
      </form>
      {planned.error && <ErrorAlert error={planned.error} live />}
      {planned.ignored.length > 0 && (
        <Alert tone="warning" title="Some columns are left out">
          These headings were not understood: {planned.ignored.join(', ')}.
        </Alert>
      )}
      {rows && (
        <>
          <ImportPreview rows={rows} />
          {started.error && <ErrorAlert error={started.error} live />}
          <form action={submitStart} className="flex flex-wrap items-center gap-3">
            {good > 0 ? (
              <SubmitButton>{`Import ${good} ${good === 1 ? 'user' : 'users'}`}</SubmitButton>
            ) : (
              <Button disabledReason="Every row has a problem: mend the file first.">Import</Button>
            )}
            {good < rows.length && (
              <span className="text-sm text-soft">{rows.length - good} with a problem are left out.</span>
            )}
          </form>
        </>
      )}
    </div>
  )
}
