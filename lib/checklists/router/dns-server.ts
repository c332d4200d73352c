import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import { command } from '@/lib/shell'
import type { Finding } from '../checklist'
import type { NetworkFacts } from '../facts'

function noService(facts: NetworkFacts, dns: string): Finding {
  const { name } = facts.description.essentials
  const service = facts.servers.find(({ properties }) => properties.role === 'essentials')?.properties
    .services.DNS
  return {
    found: [],
    state: 'error',
    verdict: 'No answer',
    reason: `${dns} is the right one, and answers nothing: ${
      service?.state === 'Stopped'
        ? `the service DNS Server on ${name} is stopped`
        : `see the service DNS Server on ${name}`
    }.`,
    action: 'Start the service.',
    ...(service?.state === 'Stopped' && {
      repair: {
        label: 'Start DNS Server',
        command: command('Set-Service', { Name: 'DNS', ComputerName: name, Status: 'Running' }),
      },
    }),
  }
}

/** Asks the DNS server that a server is set to for the domain that only the Essentials server knows. */
export async function findDnsServer(
  facts: NetworkFacts,
  { name, properties }: Stored<Server>,
): Promise<Finding> {
  const { essentials, localDomain } = facts.description
  const dns = essentials.address
  const isOwn = properties.role === 'essentials' && properties.dnsServer === '127.0.0.1'
  const set = isOwn ? dns : properties.dnsServer
  const answer = await facts.network.lookup(
    `${essentials.name}.${localDomain}`.toLowerCase(),
    'A',
    'inside',
    set,
  )
  const found = [properties.dnsServer]
  if (answer.records.some(({ type }) => type === 'A')) return { found, state: 'ok', verdict: 'Matches' }
  if (set === dns) return { ...noService(facts, dns), found }
  return {
    found,
    state: 'error',
    verdict: 'Asks another',
    reason: `Only the Essentials server knows the domain. ${name} asks ${set}, so that it does not find the domain, and split DNS does not reach it.`,
    action: `Let it ask ${dns} alone.`,
    repair: {
      label: `Ask ${dns}`,
      command: command('Set-DnsClientServerAddress', { ServerAddresses: dns, CimSession: name }),
    },
  }
}
