import { type More, noun, type Site } from '../../store'

const organizationConfig = noun<{ readonly more?: More }>('OrganizationConfig', 'organization configuration')

/** SCLJunkThreshold: what has a higher spam confidence level goes into the Junk E-mail folder. Setup leaves 4. */
export async function junkThreshold({ store }: Pick<Site, 'store'>): Promise<number> {
  const [config] = await store.list(organizationConfig)
  const threshold = Number(config?.properties.more?.SCLJunkThreshold ?? 4)
  return Number.isInteger(threshold) ? threshold : 4
}
