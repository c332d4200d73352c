import { parsePrivateIpv4 } from '@/lib/network'
import { command, ok, refuse } from '@/lib/shell'
import { byText, textOf } from './text'
import type { Wizard } from './wizard'

export interface ForwardFacts {
  /** The line that is changed; null for a new one. */
  readonly forward: {
    readonly id: string
    readonly port: number
    readonly address: string
    readonly targetPort: number
    readonly publicAddress: string | null
  } | null
  readonly publicAddresses: readonly string[]
  readonly servers: readonly { readonly name: string; readonly address: string }[]
}

function checkPort(target: string) {
  return (value: string | boolean) => {
    const port = Number(value)
    return /^\d{1,5}$/.test(String(value)) && port > 0 && port < 65_536
      ? ok(value)
      : refuse('InvalidArgument', 'PortInvalid', 'A port is a number from 1 to 65535.', {
          target,
          recommendedAction: 'Type 25 for mail, 443 for HTTPS.',
        })
  }
}

export const editForward: Wizard<ForwardFacts> = {
  id: 'router-forward',
  title: 'Port forwarding',
  finish: 'Save the forward',
  pages: [
    {
      id: 'forward',
      title: 'Line of the port table',
      lead: ({ servers }) =>
        `What comes in from the Internet at this port goes to a computer in the office: ${servers.map(({ name, address }) => `${name} is ${address}`).join(', ')}.`,
      fields: [
        {
          kind: 'text',
          name: 'port',
          label: 'Port of the router',
          parameter: 'Port',
          suggest: ({ forward }) => String(forward?.port ?? ''),
          check: checkPort('Port'),
        },
        {
          kind: 'text',
          name: 'address',
          label: 'Address in the office',
          parameter: 'Address',
          suggest: ({ forward }) => forward?.address ?? '',
          check: byText(parsePrivateIpv4),
        },
        {
          kind: 'text',
          name: 'targetPort',
          label: 'Port there',
          parameter: 'TargetPort',
          suggest: ({ forward }, answers) => String(forward?.targetPort ?? answers.port ?? ''),
          check: checkPort('TargetPort'),
        },
        {
          kind: 'choice',
          name: 'publicAddress',
          label: 'Public address',
          parameter: 'PublicAddress',
          shown: ({ publicAddresses }) => publicAddresses.length > 1,
          suggest: ({ forward }) => forward?.publicAddress ?? '',
          options: ({ publicAddresses }) => [
            { value: '', label: 'All of them' },
            ...publicAddresses.map((value) => ({ value, label: value })),
          ],
        },
      ],
    },
  ],
  compile({ forward }, answers) {
    const values = {
      Port: Number(textOf(answers, 'port')),
      Address: textOf(answers, 'address').trim(),
      TargetPort: Number(textOf(answers, 'targetPort')),
      PublicAddress: textOf(answers, 'publicAddress') || undefined,
    }
    const title = `Forward port ${values.Port} to ${values.Address}`
    return {
      title,
      steps: [
        {
          title,
          command: forward
            ? command('Set-RouterForward', { Id: forward.id, ...values })
            : command('Add-RouterForward', values),
        },
      ],
    }
  },
  next: () => [{ label: 'Check the router', href: '/network/router' }],
}
