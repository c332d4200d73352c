'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { siteAlerts } from '@/lib/essentials'
import { checklistOf, isChecklistId } from '@/lib/server/checklists'
import { db } from '@/lib/server/db'
import { callerOf, execute } from '@/lib/server/execute'
import { internalPath } from '@/lib/server/internal-path'
import { siteFigures } from '@/lib/server/queries/figures'
import { writeRefusal } from '@/lib/server/refusal-note'
import { checkAdministrator, checkPerson } from '@/lib/server/session'
import { openSite } from '@/lib/server/site'
import { type Command, command, type Result } from '@/lib/shell'

/** Looks again: the page is made anew. */
export async function checkAgainAction(): Promise<void> {
  if ((await checkPerson()).ok) revalidatePath('/', 'layout')
}

/** Runs a command that the server itself proposed, and leads to its error when it fails. */
async function mend(command: Command | undefined, actor: string, source: string): Promise<void> {
  if (!command) return
  const done: Result<unknown> = await execute(command, { actor, source })
  revalidatePath('/', 'layout')
  if (!done.ok) redirect(`${source}?failed=${writeRefusal(done.error)}`)
}

const paths = {
  'dns-records': '/network/dns',
  router: '/network/router',
  'reverse-proxy': '/network/proxy',
  'split-dns': '/network/split-dns',
} as const

/** A repair button of a checklist: the row names the command, not the form. */
export async function repairRowAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  const id = String(form.get('checklist'))
  if (!person.ok || !isChecklistId(id)) return
  const { site } = await openSite(db, callerOf(person.value.email))
  const checklist = await checklistOf(id, site)
  const row = checklist?.rows.find((one) => one.id === form.get('row'))
  await mend((await row?.finding)?.repair?.command, person.value.email, paths[id])
}

export async function repairAlertAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const { site } = await openSite(db, callerOf(person.value.email))
  const alert = (await siteAlerts(site, await siteFigures())).find(({ id }) => id === form.get('alert'))
  await mend(alert?.repair?.command, person.value.email, '/alerts')
}

/** Skips a setup task, or takes it up again. */
export async function skipTaskAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const name = form.get('again') ? 'Resume-SetupTask' : 'Skip-SetupTask'
  await mend(command(name, { Name: text(form, 'task') }), person.value.email, '/')
}

/** Removes a record at the provider, or a forward of the router. */
export async function removeAction(form: FormData): Promise<void> {
  const person = await checkAdministrator()
  if (!person.ok) return
  const [kind, id, zone] = [form.get('kind'), text(form, 'id'), text(form, 'zone')]
  const remove =
    kind === 'forward'
      ? command('Remove-RouterForward', { Id: id })
      : command('Remove-ProviderDnsRecord', { Zone: zone, Id: id })
  await mend(remove, person.value.email, kind === 'forward' ? '/network/router' : '/network/provider')
  redirect(internalPath(form.get('back')))
}

/** A field as a command can hold it: anybody may have sent the form. */
function text(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
    .toWellFormed()
    .replaceAll('\0', '')
}
