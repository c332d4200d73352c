import {
  type Checklist,
  dnsRecordsChecklist,
  type NetworkFacts,
  networkFacts,
  reverseProxyChecklist,
  routerChecklist,
  splitDnsChecklist,
} from '@/lib/checklists'
import type { Site } from '@/lib/exchange'
import { db } from './db'

/** The newest certificate file on the site's drive. */
export async function newestPfx(): Promise<string | undefined> {
  const file = await db.driveFile.findFirst({
    where: { pathKey: { endsWith: '.pfx' } },
    orderBy: { createdAt: 'desc' },
    select: { path: true },
  })
  return file?.path
}

const checklists = {
  'dns-records': dnsRecordsChecklist,
  router: routerChecklist,
  'reverse-proxy': async (facts: NetworkFacts) => {
    const pfxPath = await newestPfx()
    return reverseProxyChecklist(facts, pfxPath ? { pfxPath } : {})
  },
  'split-dns': splitDnsChecklist,
} as const

export type ChecklistId = keyof typeof checklists

export function isChecklistId(id: string): id is ChecklistId {
  return Object.hasOwn(checklists, id)
}

/** A checklist of the site as it is now; null before the site is described. */
export async function checklistOf(id: ChecklistId, site: Site): Promise<Checklist | null> {
  const facts = await networkFacts(site)
  return facts && checklists[id](facts)
}
