import { essentialsCmdlets } from '@/lib/essentials'
import { exchangeCmdlets, type Site } from '@/lib/exchange'
import { networkCmdlets } from '@/lib/network'
import { commandTable } from '@/lib/shell'

/** Every command of the site. */
export const siteCommands = commandTable<Site>([...exchangeCmdlets, ...essentialsCmdlets, ...networkCmdlets])
