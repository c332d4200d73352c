import { cache } from 'react'
import type { Site } from '@/lib/exchange'
import { db } from './db'
import { keptSite, readObjects } from './kept-site'

/** The site as a page reads it: every configuration object comes with one query, and stays as it was. */
export async function readSite(caller: string): Promise<Site> {
  return keptSite(db, await allObjects(), caller)
}

const allObjects = cache(() => readObjects(db))
