import { parseIpv4, parsePrivateIpv4 } from '@/lib/network'
import { command, ok, refuse, type Value } from '@/lib/shell'
import { byText, isOn, textOf } from './text'
import type { Answers, Wizard } from './wizard'

export interface RouterSettingsFacts {
  readonly publicAddress: string
  readonly wanAddress: string
  readonly dhcpFrom: string
  readonly dhcpTo: string
  readonly hairpin: boolean
  readonly blockedPorts: readonly number[]
}

/** The address that a router behind another router has on its outer side. */
const behindAnother = '192.168.178.20'

function ports(text: string): readonly number[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
}

function checkPorts(value: string | boolean) {
  const wrong = ports(String(value)).find((port) => !(Number.isInteger(port) && port > 0 && port < 65_536))
  return wrong === undefined
    ? ok(value)
    : refuse('InvalidArgument', 'PortInvalid', 'Ports are numbers from 1 to 65535.', {
        target: 'BlockedPorts',
        recommendedAction: 'Type 25, or nothing.',
      })
}

/** Only what differs. */
function changes(facts: RouterSettingsFacts, answers: Answers): Record<string, Value | undefined> {
  const text = (name: string) => textOf(answers, name).trim()
  const blocked = ports(text('blockedPorts'))
  const unless = <T extends Value>(same: boolean, value: T) => (same ? undefined : value)
  return {
    WanAddress: unless(text('wanAddress') === facts.wanAddress, text('wanAddress')),
    DhcpFrom: unless(text('dhcpFrom') === facts.dhcpFrom, text('dhcpFrom')),
    DhcpTo: unless(text('dhcpTo') === facts.dhcpTo, text('dhcpTo')),
    Hairpin: unless(isOn(answers, 'hairpin') === facts.hairpin, isOn(answers, 'hairpin')),
    BlockedPorts: unless(blocked.join() === facts.blockedPorts.join(), [...blocked]),
  }
}

/** What goes wrong with routers and providers, to be switched on and off. */
export const routerSettings: Wizard<RouterSettingsFacts> = {
  id: 'router-settings',
  title: 'Router and provider',
  finish: 'Save the settings',
  pages: [
    {
      id: 'router',
      title: 'How the router stands',
      lead: 'Rehearse what goes wrong with routers and Internet Service Providers: the checks find it, and say why.',
      fields: [
        {
          kind: 'text',
          name: 'wanAddress',
          label: 'The router’s own address on the Internet side',
          parameter: 'WanAddress',
          hint: ({ publicAddress }) =>
            `${publicAddress} is right. A private one, such as ${behindAnother}, means that another router stands before it (double NAT).`,
          suggest: ({ wanAddress }) => wanAddress,
          check: byText(parseIpv4),
        },
        {
          kind: 'text',
          name: 'dhcpFrom',
          label: 'DHCP gives addresses from',
          parameter: 'DhcpFrom',
          hint: 'A server whose address lies in the range loses it some day.',
          suggest: ({ dhcpFrom }) => dhcpFrom,
          check: byText(parsePrivateIpv4),
        },
        {
          kind: 'text',
          name: 'dhcpTo',
          label: 'to',
          parameter: 'DhcpTo',
          suggest: ({ dhcpTo }) => dhcpTo,
          check: byText(parsePrivateIpv4),
        },
        {
          kind: 'text',
          name: 'blockedPorts',
          label: 'Ports that the provider blocks',
          parameter: 'BlockedPorts',
          hint: 'Many block 25 for private customers. Separate several by commas.',
          suggest: ({ blockedPorts }) => blockedPorts.join(', '),
          check: checkPorts,
        },
        {
          kind: 'toggle',
          name: 'hairpin',
          label: 'Leads connections from the office to its own public address back inside',
          parameter: 'Hairpin',
          hint: 'Many routers do not (hairpin NAT); split DNS makes it unnecessary.',
          suggest: ({ hairpin }) => hairpin,
        },
      ],
    },
  ],
  compile(facts, answers) {
    const changed = changes(facts, answers)
    const title = 'Set the router and the provider'
    return Object.values(changed).every((value) => value === undefined)
      ? { title, steps: [] }
      : { title, steps: [{ title, command: command('Set-Router', changed) }] }
  },
  next: () => [
    { label: 'Check the router', href: '/network/router' },
    { label: 'Test the connectivity', href: '/network/connectivity' },
  ],
}
