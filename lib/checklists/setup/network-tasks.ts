import type { Site } from '@/lib/exchange'
import { dnsRecordsChecklist } from '../dns-records'
import { networkFacts } from '../facts'
import { reverseProxyChecklist } from '../reverse-proxy'
import { routerChecklist } from '../router'
import { splitDnsChecklist } from '../split-dns'
import { type Draft, progressOf } from './task'

export async function networkTasks(site: Site): Promise<readonly Draft[]> {
  const facts = await networkFacts(site)
  if (!facts) return []
  const clean = facts.description.scenario === 'clean'
  const shared = facts.description.connections === 'one'
  return [
    {
      id: 'dns-records',
      title: 'Create the DNS records',
      progress: progressOf(dnsRecordsChecklist(facts)),
      why: 'Other mail servers find yours by the MX record, check that a message may come from it by the SPF record, and Outlook finds the mailbox by the autodiscover record. They are created at the domain name provider.',
      start: { label: 'Open the checklist', href: '/network/dns' },
    },
    {
      id: 'router',
      title: 'Configure the network router',
      requirement: clean ? 'Required' : 'Recommended',
      progress: progressOf(routerChecklist(facts)),
      why: 'The router passes mail (port 25) to Exchange Server, and web traffic (80 and 443) to the Essentials server. Both servers need addresses that do not change.',
      start: { label: 'Open the port table', href: '/network/router' },
    },
    {
      id: 'reverse-proxy',
      title: 'Configure the reverse proxy (ARR)',
      requirement: shared ? 'Required' : 'Not needed',
      progress: progressOf(reverseProxyChecklist(facts)),
      why: 'One Internet connection, two servers that speak HTTPS: Application Request Routing on the Essentials server passes on what is meant for Exchange, by its host name.',
      start: { label: 'Open the steps', href: '/network/proxy' },
    },
    {
      id: 'split-dns',
      title: 'Configure split DNS',
      requirement: 'Recommended',
      progress: progressOf(splitDnsChecklist(facts)),
      why: 'In the office the mail host leads straight to Exchange Server, outside to the public address: people use one name wherever they are.',
      start: { label: 'Open the steps', href: '/network/split-dns' },
    },
  ]
}
