import { analyzerCmdlets } from '@/lib/analyzer'
import { checklistCmdlets } from '@/lib/checklists'
import { drillCmdlets } from '@/lib/drills'
import { essentialsCmdlets } from '@/lib/essentials'
import { exchangeCmdlets, type Site } from '@/lib/exchange'
import { networkCmdlets } from '@/lib/network'
import { type CommandTable, commandTable } from '@/lib/shell'

/** Every command of the site. */
export const siteCommands: CommandTable<Site> = commandTable<Site>([
  ...exchangeCmdlets,
  ...essentialsCmdlets,
  ...networkCmdlets,
  ...analyzerCmdlets,
  ...checklistCmdlets,
  ...drillCmdlets({ table: () => siteCommands, now: () => new Date(), random: Math.random }),
])
