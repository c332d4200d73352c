'use server'

import type { ScriptParameter } from '@/lib/runbooks/console'
import * as files from '@/lib/server/console/script-files'
import { checkAdministrator, checkPerson } from '@/lib/server/session'
import { type ErrorRecord, ok, type Result } from '@/lib/shell'
import { describeScript } from '@/lib/shell/language'

/** The scripts on the site's drive. */
export async function listScripts(): Promise<Result<readonly files.ScriptFile[]>> {
  const person = await checkPerson()
  return person.ok ? ok(await files.listScripts()) : person
}

export async function readScript(path: unknown): Promise<Result<{ readonly source: string }>> {
  const person = await checkAdministrator()
  return person.ok ? files.readScript(String(path), person.value) : person
}

export async function saveScript(path: unknown, source: unknown): Promise<Result<{ readonly path: string }>> {
  const person = await checkAdministrator()
  return person.ok ? files.saveScript(String(path), String(source), person.value) : person
}

export async function removeScript(path: unknown): Promise<Result<{ readonly path: string }>> {
  const person = await checkAdministrator()
  return person.ok ? files.removeScript(String(path), person.value) : person
}

/** What a script asks for in its param block, or the line where it cannot be read. Nothing of it runs. */
export async function describe(
  source: unknown,
): Promise<
  | { readonly ok: true; readonly value: readonly ScriptParameter[] }
  | { readonly ok: false; readonly error: ErrorRecord; readonly line: number | null }
> {
  const person = await checkAdministrator()
  if (!person.ok) return { ...person, line: null }
  const described = await describeScript(String(source))
  if (described.ok) return { ok: true, value: described.parameters }
  return { ok: false, error: described.error.record, line: described.error.position?.line ?? null }
}
