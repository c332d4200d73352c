import { cache } from 'react'
import { drillAlert } from '@/lib/drills'
import { type SiteDescription, siteAlerts, siteDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { callerOf } from './execute'
import { siteFigures } from './queries/figures'
import { readSite } from './read-site'
import { type Person, requirePerson } from './session'

/** What every page of the dashboard has: who asks, and the site as it is. */
export interface Dashboard {
  readonly person: Person
  readonly site: Site
  readonly description: SiteDescription | null
}

/** For pages and their layout; asks the database once a request. Sends visitors who are not signed in to do so. */
export const dashboard = cache(async (): Promise<Dashboard> => {
  const person = await requirePerson()
  // The layout shows the alerts of every page: their numbers are counted while the site is read.
  const [site] = await Promise.all([readSite(callerOf(person.email)), figures()])
  const described = await site.store.find(siteDescription, 'Site')
  return { person, site, description: described?.properties ?? null }
})

/** What is wrong on the site now, and a drill that runs; each leads to the page that mends it, or lists it with its repair. */
export const alerts = cache(async () => {
  const { site } = await dashboard()
  const [found, drill] = await Promise.all([siteAlerts(site, await figures()), drillAlert(site)])
  return drill ? [...found, drill] : found
})

/** The numbers of the site, counted once a request. */
export const figures = cache(siteFigures)
