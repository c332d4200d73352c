import { everyTest } from '@/lib/analyzer'
import { command, printCommand } from '@/lib/shell'
import type { ChecklistId } from '../checklists'
import { testCommand } from '../connectivity'
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

/** The tests of Connectivity, each from each place where it makes sense. */
export function everyTestCommand(): ListCommand {
  return { lines: everyTest().map(({ analysis, from }) => printCommand(testCommand(analysis, from))) }
}

/** What walks up to the certificate of each name that clients use. */
export function certificateTestsCommand(): ListCommand {
  const met = everyTest().filter(({ analysis, from }) => analysis.signsIn && from === 'internet')
  return {
    lines: met.map(({ analysis, from }) => printCommand(testCommand(analysis, from))),
    note: 'Each tells, among its steps, which certificate is met.',
  }
}

/** The drill that runs; its fault stays hidden. */
export const drillCommand: ListCommand = listed('Get-Drill')

/** Drills that are over. */
export const pastDrillsCommand: ListCommand = listed('Get-DrillRecord')
