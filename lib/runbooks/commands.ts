import * as essentials from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import * as exchange from '@/lib/exchange'
import * as network from '@/lib/network'
import { type Cmdlet, commandTable } from '@/lib/shell'

// TEMPORARY until every room exports its table
const of = (room: object, name: string) =>
  ((room as Record<string, unknown>)[name] ?? []) as readonly Cmdlet<Site>[]

/** Every command of the site. */
export const siteCommands = commandTable<Site>([
  ...of(exchange, 'exchangeCmdlets'),
  ...of(essentials, 'essentialsCmdlets'),
  ...of(network, 'networkCmdlets'),
])
