import { type Forward, findForward, publicAddressOf } from '@/lib/network'
import { command, type Value } from '@/lib/shell'
import type { Drill, DrillFacts } from '../drill'

function forwardOf({ router, description }: DrillFacts, whose: 'essentials' | 'exchange', port: number) {
  return router && findForward(router, publicAddressOf(description, whose), port)
}

function setForward(line: Forward | null, change: Record<string, Value>) {
  return { deeds: [command('Set-RouterForward', { Id: line?.id, ...change })] }
}

const leadsTo = (line: Forward | null, address: string) => line?.address === address

/** Faults between the Internet and the two servers. */
export const routerDrills: readonly Drill[] = [
  {
    id: 'forward-25-gone',
    level: 'Easy',
    title: 'The forward for port 25 was gone',
    symptom: 'No mail comes in any more. Outlook on the web works from everywhere.',
    hints: [
      'The web works, so name, line and address are right. What is different for mail?',
      'Mail comes in by another port. Connect to it as another mail server would.',
      'See whether the router’s table still has a line for port 25: Network, Router.',
    ],
    lesson: {
      what: 'The line for port 25 was missing in the router’s table, so nobody answered to other mail servers. They try again for days, which is why nobody got anything back yet.',
      see: 'Network, Router connects to each port from the Internet; port 25 gets no answer, and the table has no line for it.',
      mend: 'Forward port 25 to the Exchange server.',
    },
    named: ['no-forward'],
    verdict: /no forward/i,
    fits: (facts) => forwardOf(facts, 'exchange', 25) !== null,
    fault: (facts) => ({
      deeds: [command('Remove-RouterForward', { Id: forwardOf(facts, 'exchange', 25)?.id })],
    }),
  },
  {
    id: 'forward-25-wrong-server',
    level: 'Easy',
    title: 'Port 25 led to the Essentials server',
    symptom:
      'Another company’s administrator says: your mail server refuses the connection. Exchange itself looks healthy.',
    hints: [
      'Refused is not the same as silence: some computer answered, and nothing listens there.',
      'Which computer do connections to port 25 come to?',
      'Compare the address in the router’s line for port 25 with that of Exchange: Network, Router.',
    ],
    lesson: {
      what: 'The forward for port 25 led to the Essentials server, which has no mail server. It refused the connections.',
      see: 'Network, Router shows where the connection ends and where it should.',
      mend: 'Change the forward for port 25 to the address of the Exchange server.',
    },
    named: ['wrong-forward'],
    verdict: /wrong (?:address|server)/i,
    fits: (facts) => leadsTo(forwardOf(facts, 'exchange', 25), facts.description.exchange.address),
    fault: (facts) =>
      setForward(forwardOf(facts, 'exchange', 25), { Address: facts.description.essentials.address }),
  },
  {
    id: 'forward-443-wrong-server',
    level: 'Medium',
    title: 'Port 443 led to Exchange, past the reverse proxy',
    symptom:
      'Remote Web Access shows a certificate warning and then a page of Exchange. Mail works everywhere.',
    hints: [
      'Two names share one port. One of them gets the wrong server.',
      'The server that has to look at the host name is never asked. Where does port 443 lead?',
      'With one Internet connection, port 443 has to lead to the Essentials server: Network, Router.',
    ],
    lesson: {
      what: 'Port 443 led straight to the Exchange server. It answers for every name, also for the one that belongs to Remote Web Access.',
      see: 'Network, Router and Network, Reverse proxy open each name and show which server answered.',
      mend: 'Change the forward for port 443 to the address of the Essentials server, where the reverse proxy tells the names apart.',
    },
    named: ['wrong-forward'],
    verdict: /wrong (?:address|server)/i,
    fits: (facts) =>
      facts.description.connections === 'one' &&
      leadsTo(forwardOf(facts, 'essentials', 443), facts.description.essentials.address),
    fault: (facts) =>
      setForward(forwardOf(facts, 'essentials', 443), { Address: facts.description.exchange.address }),
  },
  {
    id: 'provider-blocks-25',
    level: 'Hard',
    title: 'The Internet Service Provider blocked port 25',
    symptom:
      'Since the change of the line’s contract no mail comes in and none goes out. Everything else works.',
    hints: [
      'In and out fail together, and only mail.',
      'Is the line in the router’s table right? Then who stands before the router?',
      'Connect to port 25 of another mail server from inside: if that stays silent, too, it is the Internet Service Provider.',
    ],
    lesson: {
      what: 'The Internet Service Provider lets nothing through at port 25, as most do on lines for private customers. The router’s table was right all the time.',
      see: 'Other ports answer and 25 does not, in either direction: Network, Router, and the connectivity tests for mail.',
      mend: 'Ask the provider to open the port. On business lines most do; else send through a smart host, and have mail brought in by another port.',
    },
    named: ['port-blocked'],
    verdict: /blocked/i,
    fits: (facts) =>
      forwardOf(facts, 'exchange', 25) !== null && facts.router?.blockedPorts.includes(25) === false,
    fault: ({ router }) => ({
      deeds: [command('Set-Router', { BlockedPorts: [...(router?.blockedPorts ?? []), 25] })],
    }),
  },
  {
    id: 'double-nat',
    level: 'Hard',
    title: 'A second router stood before the router',
    symptom:
      'The Internet Service Provider has changed their box. In the office the Internet works, and from outside nothing of ours does.',
    hints: [
      'All ports are silent, and the router’s table has not changed.',
      'Do the packets come to your router at all? Look at its own address on the outer side.',
      'A private address there means that another router stands before yours: Network, Router.',
    ],
    lesson: {
      what: 'The provider’s new box is a router itself. Yours got a private address from it, and the box forwards nothing.',
      see: 'Network, Router compares the router’s own address with the public one: double NAT.',
      mend: 'Put the first router into bridge mode, or forward the same ports there, too.',
    },
    named: ['double-nat'],
    verdict: /double nat/i,
    fits: ({ router, description }) => router?.wanAddress === description.publicAddresses[0],
    fault: () => ({ deeds: [command('Set-Router', { WanAddress: '192.168.178.20' })] }),
  },
  {
    id: 'dhcp-takes-the-address',
    level: 'Medium',
    title: 'The router could give the address of Exchange to another computer',
    symptom:
      'Now and then, for some minutes, nobody reaches Exchange. It is always when many visitors are in the office.',
    hints: [
      'What do visitors’ computers get when they join the network, and from whom?',
      'Could one of them get what a server has?',
      'Compare the address of Exchange with the router’s DHCP range and its reservations: Network, Router.',
    ],
    lesson: {
      what: 'The address of the Exchange server was one that the router gives to whoever asks. With two computers at one address, connections reach the one or the other.',
      see: 'Network, Router shows the address inside the DHCP range and not reserved.',
      mend: 'Reserve the address on the router, or choose a range that leaves the servers’ addresses out.',
    },
    named: ['dhcp-address'],
    verdict: /dhcp|may change/i,
    fits: ({ router, servers }) =>
      router !== null && servers.some(({ properties }) => properties.role === 'member'),
    fault: ({ router, servers, description }) => {
      const member = servers.find(({ properties }) => properties.role === 'member')
      const address = member?.properties.address ?? description.exchange.address
      const reserved = router?.reservations.some((one) => one.address === address)
      const first = `${address.split('.').slice(0, 3).join('.')}.2`
      return {
        deeds: [
          ...(reserved ? [command('Remove-DhcpServerv4Reservation', { IPAddress: address })] : []),
          command('Set-Router', { DhcpFrom: first }),
        ],
      }
    },
  },
]
