import { notFound } from 'next/navigation'
import type { Parameters } from './address'
import { type ChecklistId, checklistOf } from './checklists'
import { dashboard } from './dashboard'
import { checklistCommand } from './list-commands/network'
import { readRefusal } from './refusal-note'

/** All that a checklist's page needs. */
export async function checklistPage(id: ChecklistId, parameters: Promise<Parameters>) {
  const [{ site, person, description }, { failed }] = await Promise.all([dashboard(), parameters])
  const refusal = readRefusal(failed)
  const checklist = await checklistOf(id, site)
  if (!checklist || !description) notFound()
  return {
    checklist,
    description,
    person,
    site,
    now: site.clock.now(),
    command: checklistCommand(id),
    ...(refusal ? { failed: refusal } : {}),
  }
}
