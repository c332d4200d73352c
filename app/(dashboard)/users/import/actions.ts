'use server'

import { redirect } from 'next/navigation'
import type { ImportState } from '@/components/users/import-users'
import { planImport } from '@/lib/server/import-users'
import { formKey, startRun } from '@/lib/server/runs'
import { checkAdministrator } from '@/lib/server/session'
import { vault } from '@/lib/server/vault'
import { errorRecord, secure } from '@/lib/shell'
import { importRunbook } from '@/lib/wizards/import-users'

/** Reads the file and shows what each row would become. Nothing is kept. */
export async function planAction(_: ImportState, form: FormData): Promise<ImportState> {
  const person = await checkAdministrator()
  if (!person.ok) return { error: person.error, rows: null, ignored: [] }
  const planned = await planImport(form.get('file'), String(form.get('initialPassword') ?? ''), person.value)
  if (!planned.ok) return { error: planned.error, rows: null, ignored: [] }
  const { users, ignored } = planned.value
  return {
    error: null,
    ignored,
    rows: users.map(({ password: _password, ...user }) => ({
      ...user,
      problems: user.problems.map(({ column, error }) => ({
        column,
        message: error.message,
        action: error.recommendedAction ?? '',
      })),
    })),
  }
}

/** Starts the import of the rows without a problem. The file is read again: what the browser showed is not believed. */
export async function importAction(_: ImportState, form: FormData): Promise<ImportState> {
  const person = await checkAdministrator()
  if (!person.ok) return { error: person.error, rows: null, ignored: [] }
  const planned = await planImport(form.get('file'), String(form.get('initialPassword') ?? ''), person.value)
  if (!planned.ok) return { error: planned.error, rows: null, ignored: [] }
  const { users, withMailbox } = planned.value
  const good = users.filter(({ problems }) => problems.length === 0)
  if (good.length === 0)
    return {
      error: errorRecord('InvalidData', 'NothingToImport', 'Every row has a problem.', {
        recommendedAction: 'Mend the file and choose it again.',
      }),
      rows: null,
      ignored: [],
    }
  const runbook = importRunbook(good, withMailbox, (password, prompt) => secure(prompt, vault.seal(password)))
  const key = `${person.value.id}:import:${formKey(form.get('key'))}`
  redirect(
    `/activity/runs/${await startRun(runbook, { actor: person.value.email, source: '/users/import' }, { key })}`,
  )
}
