import { canonicalName, publicAddressOf, routerInside, type Zone } from '@/lib/network'
import { type Command, command, present } from '@/lib/shell'
import type { Drill, DrillFacts } from '../drill'

type Role = 'essentials' | 'member'

function serverOf({ servers }: DrillFacts, role: Role) {
  return servers.find(({ properties }) => properties.role === role)
}

function runs(facts: DrillFacts, role: Role, service: string): boolean {
  return serverOf(facts, role)?.properties.services[service]?.state === 'Running'
}

function stop(facts: DrillFacts, role: Role, ...services: string[]) {
  const ComputerName = serverOf(facts, role)?.name
  const running = services.filter((service) => runs(facts, role, service)).slice(0, 1)
  return {
    deeds: running.map((Name) => command('Set-Service', { ComputerName, Name, Status: 'Stopped' })),
  }
}

function routerAddress({ servers, description }: DrillFacts): string {
  const taken = servers.map(({ properties }) => properties.address)
  return routerInside(description.essentials.address, taken)
}

/** From Exchange 2013 on the front end takes the connections; 2010 has only the one service. */
const transport = ['MSExchangeFrontEndTransport', 'MSExchangeTransport']

/** The zone of split DNS, where it is as it should be. */
function splitZone({ zones, description }: DrillFacts): Zone | null {
  const host = canonicalName(description.exchange.internetName)
  const found = zones.find(({ view, domain }) => view === 'inside' && domain === host)
  const right = found?.records.some(
    ({ name, type, data }) => name === '@' && type === 'A' && data === description.exchange.address,
  )
  return found && right ? found : null
}

function addAddress(ZoneName: string, Name: string, IPv4Address: string): Command {
  return command('Add-DnsServerResourceRecordA', { ZoneName, Name, IPv4Address })
}

/** Faults on the servers and in the office’s own DNS. */
export const officeDrills: readonly Drill[] = [
  {
    id: 'gateway-stopped',
    level: 'Easy',
    title: 'Remote Desktop Gateway was stopped',
    symptom:
      'From home everybody can sign in to Remote Web Access, but nobody gets to a computer in the office.',
    hints: [
      'The page opens and the sign-in works, so the way to the server is right.',
      'Connections to computers go through a service of their own on the Essentials server.',
      'Look at the service Remote Desktop Gateway: Devices, or Network, Reverse proxy.',
    ],
    lesson: {
      what: 'The service Remote Desktop Gateway on the Essentials server was stopped. The installer of ARR likes to leave it like that.',
      see: 'An alert, the row under Network, Reverse proxy, and the connectivity test for Remote Web Access.',
      mend: 'Restart-Service TSGateway on the Essentials server.',
    },
    named: ['remote-desktop-gateway-stopped'],
    verdict: /stopped/i,
    fits: (facts) => runs(facts, 'essentials', 'TSGateway'),
    fault: (facts) => stop(facts, 'essentials', 'TSGateway'),
  },
  {
    id: 'transport-stopped',
    level: 'Easy',
    title: 'Exchange’s transport service was stopped',
    symptom: 'Mail from outside does not arrive. The Internet Service Provider says that the line is fine.',
    hints: [
      'The line and the router’s table are right. Does anybody take the connection at its end?',
      'Refused means: a computer is there, and no program listens.',
      'Look at the transport services of Exchange: Network, Router, or Devices.',
    ],
    lesson: {
      what: 'The service that listens at port 25 on the Exchange server was stopped. Connections came to the right server and were refused.',
      see: 'Network, Router says refused, and which service is stopped.',
      mend: 'Start the service.',
    },
    named: ['service-stopped'],
    verdict: /refused/i,
    fits: (facts) => transport.some((service) => runs(facts, 'member', service)),
    fault: (facts) => stop(facts, 'member', ...transport),
  },
  {
    id: 'exchange-web-stopped',
    level: 'Easy',
    title: 'The web server on the Exchange server was stopped',
    symptom: 'Outlook on the web shows an error page of the wrong server. Remote Web Access works.',
    hints: [
      'Both names come in by the same port, and one works. The reverse proxy is reached.',
      'The proxy answers, and says that somebody behind it does not.',
      'Look at the World Wide Web Publishing Service of the Exchange server: Devices.',
    ],
    lesson: {
      what: 'IIS on the Exchange server was stopped. The reverse proxy had nobody to pass requests on to and answered with an error itself.',
      see: 'Network, Reverse proxy and the connectivity test for Outlook on the web show the status that came back.',
      mend: 'Start the World Wide Web Publishing Service (W3SVC) on the Exchange server.',
    },
    named: ['service-stopped', 'web-service-error'],
    verdict: /./,
    fits: (facts) => facts.proxy?.configured != null && runs(facts, 'member', 'W3SVC'),
    fault: (facts) => stop(facts, 'member', 'W3SVC'),
  },
  {
    id: 'dns-server-stopped',
    level: 'Easy',
    title: 'The DNS server on the Essentials server was stopped',
    symptom:
      'In the office nothing works: no web pages, no Outlook, no shared folders. From outside all is well.',
    hints: [
      'Only the office is affected, and there all of it at once.',
      'What does every computer in the office ask before anything else?',
      'Look at the service DNS Server on the Essentials server: Devices.',
    ],
    lesson: {
      what: 'The DNS server on the Essentials server was stopped. Without it, no computer in the office finds a name, its own domain included.',
      see: 'Network, Split DNS gets no answer from inside, and an alert names the service.',
      mend: 'Start the service DNS Server.',
    },
    named: ['dns-service-stopped'],
    verdict: /no answer/i,
    fits: (facts) => runs(facts, 'essentials', 'DNS'),
    fault: (facts) => stop(facts, 'essentials', 'DNS'),
  },
  {
    id: 'dns-client-asks-the-router',
    level: 'Medium',
    title: 'A server asked the router for names',
    symptom: 'Since the router was replaced, the Exchange server logs that it finds no domain controller.',
    hints: [
      'Names of the Internet are found, names of the domain are not.',
      'Whom does that server ask for names, and does it know the domain?',
      'Every server has to ask the Essentials server and nobody else: Network, Router.',
    ],
    lesson: {
      what: 'The network card had the router as its DNS server. The router passes questions on to the Internet, where nobody knows the local domain.',
      see: 'Network, Router shows the DNS server of both servers.',
      mend: 'Set-DnsClientServerAddress with the address of the Essentials server, and no other beside it.',
    },
    named: ['dns-client'],
    verdict: /asks another/i,
    fits: (facts) => serverOf(facts, 'member') !== undefined,
    fault: (facts) => ({
      deeds: [
        command('Set-DnsClientServerAddress', {
          ServerAddresses: routerAddress(facts),
          CimSession: serverOf(facts, 'member')?.name,
        }),
      ],
    }),
  },
  {
    id: 'split-zone-too-wide',
    level: 'Medium',
    title: 'The zone inside was named as the whole domain',
    symptom: 'In the office our own web site cannot be opened any more. Customers see it, and mail works.',
    hints: [
      'It fails only in the office, so the two worlds get different answers.',
      'Who answers inside for names of the domain, and does that server know all of them?',
      'Compare the names of the zones on the Essentials server with the mail host: Network, Split DNS.',
    ],
    lesson: {
      what: 'The zone for split DNS had the name of the whole domain. Inside, that server is then the only authority for all its names, and knows one of them.',
      see: 'Network, Split DNS says that the zone is too wide. From inside, www does not exist; from outside it does.',
      mend: 'Create a zone named exactly as the mail host, with an address record whose name is blank, and remove the wide one.',
    },
    named: ['split-zone-too-wide'],
    verdict: /too wide/i,
    fits: (facts) =>
      splitZone(facts) !== null &&
      canonicalName(facts.description.internetDomain) !== splitZone(facts)?.domain,
    fault: (facts) => {
      const { internetDomain, exchange } = facts.description
      const first = exchange.internetName.split('.')[0] ?? 'mail'
      return {
        deeds: [
          command('Remove-DnsServerZone', { Name: splitZone(facts)?.domain, Force: present }),
          command('Add-DnsServerPrimaryZone', { Name: internetDomain, ReplicationScope: 'Domain' }),
          addAddress(internetDomain, first, exchange.address),
        ],
      }
    },
  },
  {
    id: 'split-zone-public-address',
    level: 'Easy',
    title: 'Inside, the mail host led to the public address',
    symptom: 'Outlook in the office loses its connection. At home, with the same computer, it works.',
    hints: [
      'It fails only in the office.',
      'Look up the mail host from inside and from outside. Are these the answers that should come?',
      'Inside, the name has to lead to the intranet address of Exchange: Network, Split DNS.',
    ],
    lesson: {
      what: 'The record in the zone of split DNS had the public address. From inside, that leads to the outer side of one’s own router, which does not lead back in (no hairpin NAT).',
      see: 'Network, Split DNS shows the answer from inside beside the intranet address.',
      mend: 'Replace the record by one with the intranet address of the Exchange server.',
    },
    named: ['split-zone-wrong'],
    verdict: /wrong address|public address/i,
    fits: (facts) => splitZone(facts) !== null,
    fault: (facts) => {
      const { description } = facts
      const zone = splitZone(facts)?.domain ?? ''
      return {
        deeds: [
          command('Remove-DnsServerResourceRecord', {
            ZoneName: zone,
            Name: '@',
            RRType: 'A',
            RecordData: description.exchange.address,
            Force: present,
          }),
          addAddress(zone, '@', publicAddressOf(description, 'exchange')),
        ],
      }
    },
  },
]
