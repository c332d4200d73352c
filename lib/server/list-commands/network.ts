import { command } from '@/lib/shell'
import type { ChecklistId } from '../checklists'
import { type ListCommand, listed, pipeline } from './list-command'

/** The router's table. */
export const forwardsCommand: ListCommand = listed('Get-RouterForward')

/** The zone as the domain name provider serves it. */
export function providerCommand(domain: string): ListCommand {
  return pipeline(command('Get-ProviderDnsRecord', { Zone: domain }))
}

const checklistNames = {
  'dns-records': 'DnsRecords',
  router: 'Router',
  'reverse-proxy': 'ReverseProxy',
  'split-dns': 'SplitDns',
} as const satisfies Record<ChecklistId, string>

/** A checklist: what should be, what was found, and the verdict. */
export function checklistCommand(id: ChecklistId): ListCommand {
  return pipeline(command('Test-SiteChecklist', { Checklist: checklistNames[id] }))
}

/** The computers of the site, and the services of the one that is selected. */
export function devicesCommand(selected: string | null): ListCommand {
  const servers = pipeline(command('Get-SiteServer'))
  if (selected === null) return servers
  return { lines: [...servers.lines, ...pipeline(command('Get-Service', { ComputerName: selected })).lines] }
}

/** Other organizations' mail servers, and what the selected one took. */
export function neighborsCommand(selected: string | null): ListCommand {
  const neighbors = pipeline(command('Get-Neighbor'))
  if (selected === null) return neighbors
  const messages = pipeline(command('Get-NeighborMessage', { Identity: selected, ResultSize: 10 }))
  return { lines: [...neighbors.lines, ...messages.lines] }
}

/** Drills that are over. */
export const pastDrillsCommand: ListCommand = listed('Get-DrillRecord')
