import { notFound } from 'next/navigation'
import type { Parameters } from './address'
import { type ChecklistId, checklistOf } from './checklists'
import { dashboard } from './dashboard'

/** All that a checklist's page needs. */
export async function checklistPage(id: ChecklistId, parameters: Promise<Parameters>) {
  const [{ site, person, description }, { failed }] = await Promise.all([dashboard(), parameters])
  const checklist = await checklistOf(id, site)
  if (!checklist || !description) notFound()
  return {
    checklist,
    description,
    person,
    site,
    now: site.clock.now(),
    ...(typeof failed === 'string' ? { failed: failed.slice(0, 500) } : {}),
  }
}
