'use client'

import { type FormEvent, type RefObject, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { ConsoleSession } from '@/lib/client/console-state'
import type { ScriptParameter } from '@/lib/runbooks/console'
import { ParameterFields } from './parameter-field'
import { QuestionForm } from './question-form'
import type { ScriptActions } from './script-actions'
import { ScriptEditor } from './script-editor'
import { ScriptHead } from './script-head'
import { ScriptResult } from './script-result'
import { useScriptRun } from './use-script-run'
import { type OpenScript, pathOf, type Scripts, useDescribed } from './use-scripts'

/** Only what was filled in: the rest has the script's own defaults. */
function filled(values: Readonly<Record<string, string>>, names: readonly string[]) {
  return Object.fromEntries(
    names.map((name) => [name, values[name] ?? '']).filter(([, value]) => value !== ''),
  )
}

/** A secret is sent once, and typed again for the next run. */
function withoutSecrets(values: Readonly<Record<string, string>>, parameters: readonly ScriptParameter[]) {
  return filled(
    values,
    parameters.filter(({ secret }) => !secret).map(({ name }) => name),
  )
}

/** One script: its text, its parameters as a form, and its run. */
export function ScriptView({
  script,
  scripts,
  actions,
  session,
}: {
  script: OpenScript
  scripts: Scripts
  actions: ScriptActions
  session: RefObject<ConsoleSession | null>
}) {
  const described = useDescribed(actions, script.source)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const { asking, running, end, run, stop } = useScriptRun(session)
  const parameters = described?.ok ? described.value : []
  const path = script.kept === null ? pathOf(script.path) : script.path
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const names = parameters.map(({ name }) => name)
    run(path, script.source, filled(values, names))
    setValues((all) => withoutSecrets(all, parameters))
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <ScriptHead script={script} scripts={scripts} running={running} />
      <form aria-label="Script" className="flex min-h-0 flex-1 flex-col gap-3" onSubmit={submit}>
        {script.kept === null && (
          <TextField
            label="Name"
            value={script.path}
            onChange={(event) => scripts.rename(event.target.value)}
          />
        )}
        <ScriptEditor
          source={script.source}
          error={described && !described.ok ? described : null}
          onChange={scripts.edit}
        />
        {parameters.length > 0 && (
          <ParameterFields parameters={parameters} values={values} onChange={setValues} />
        )}
        <div className="flex flex-wrap gap-2">
          {running ? (
            <Button onClick={stop}>Stop</Button>
          ) : (
            <Button type="submit" look="primary" disabled={script.source.trim() === ''}>
              Run
            </Button>
          )}
          <Button onClick={() => void scripts.save()} disabled={script.kept === script.source}>
            Save
          </Button>
        </div>
      </form>
      {asking && (
        <QuestionForm key={asking.question.id} question={asking.question} onAnswer={asking.answer} />
      )}
      {end && <ScriptResult end={end} />}
    </div>
  )
}
