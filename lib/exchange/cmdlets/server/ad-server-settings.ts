import { siteDescription } from '@/lib/essentials'
import { text } from '@/lib/shell'
import { define, settingsOf } from '../../organization/definition'
import { booleanKind, listOf, textKind } from '../../organization/kind'
import type { Site } from '../../store'
import { type Implied, impliedCmdlets } from '../implied-noun'
import type { WithMore } from '../more-properties'

/** Where somebody's shell looks for recipients, and which domain controller it asks: there is one domain with one. */
interface AdServerSettings extends WithMore {
  readonly viewEntireForest: boolean
  readonly recipientViewRoot: string
  readonly configurationDomainController: string
  readonly preferredGlobalCatalog: string
  readonly preferredDomainControllers: readonly string[]
}

const setting = settingsOf<AdServerSettings>()

const adServerSettings = define<AdServerSettings>('ADServerSettings', 'settings of the shell', {
  columns: ['DefaultGlobalCatalog', 'RecipientViewRoot', 'ViewEntireForest'],
  settings: {
    ViewEntireForest: setting('viewEntireForest', booleanKind),
    RecipientViewRoot: setting('recipientViewRoot', textKind),
    ConfigurationDomainController: setting('configurationDomainController', textKind),
    PreferredGlobalCatalog: setting('preferredGlobalCatalog', textKind),
    SetPreferredDomainControllers: setting('preferredDomainControllers', listOf(text)),
  },
  show: ({ properties }) => ({ DefaultGlobalCatalog: properties.preferredGlobalCatalog }),
})

async function ofTheDomain(_: string, { store }: Site): Promise<AdServerSettings> {
  const description = (await store.find(siteDescription, 'Site'))?.properties
  const domain = description?.localDomain ?? ''
  const controller = `${description?.essentials.name ?? 'localhost'}.${domain}`
  return {
    viewEntireForest: false,
    recipientViewRoot: domain,
    configurationDomainController: controller,
    preferredGlobalCatalog: controller,
    preferredDomainControllers: [],
  }
}

/** Each of those who use the shell has their own; real ones end with the shell. */
const ofTheCaller: Implied<AdServerSettings> = {
  definition: adServerSettings,
  only: true,
  names: async ({ caller }) => [caller],
  initial: ofTheDomain,
}

export const adServerSettingsCmdlets = impliedCmdlets(ofTheCaller, {
  get: 'Shows where your shell looks for recipients.',
  set: 'Changes where your shell looks for recipients.',
})
