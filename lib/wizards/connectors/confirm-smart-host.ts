import { type LiveSmartHost, parseLiveRecipient, parseLiveSmartHost } from '@/lib/network'
import { command } from '@/lib/shell'
import { agreement } from '../agreement'
import { checkEach, several } from '../several'
import { byText, textOf } from '../text'
import type { Wizard } from '../wizard'

export interface SmartHostFacts {
  readonly confirmed: LiveSmartHost | null
  /** Smart hosts that send connectors of the site name. */
  readonly named: readonly string[]
  /** The e-mail address of who asks. */
  readonly own: string
}

/** Whether a send connector names the server that was answered. */
function isNamed(answer: string, named: readonly string[]): boolean {
  const host = parseLiveSmartHost(answer)
  return host.ok && named.some((one) => one.toLowerCase() === host.value.toLowerCase())
}

const backToSite = () => [{ label: 'Real site', href: '/network/live' }]

/** The one switch that lets mail out, and what it is narrowed to. */
export const confirmSmartHost: Wizard<SmartHostFacts> = {
  id: 'confirm-smart-host',
  title: 'Let mail leave to a real smart host',
  finish: 'Let it leave',
  pages: [
    {
      id: 'host',
      title: 'The smart host',
      lead: ({ confirmed }) =>
        `${confirmed ? '' : 'Until now no mail leaves this computer. '}What a send connector with this smart host sends will go to the real server of that name, over the real network. All other connectors stay in the simulated world.`,
      fields: [
        {
          kind: 'text',
          name: 'smartHost',
          label: 'Smart host',
          parameter: 'SmartHost',
          hint: 'As the send connector names it: your provider’s relay, or a server of your network.',
          placeholder: 'smtp.example.net',
          suggest: ({ confirmed, named }) => confirmed?.smartHost ?? named[0] ?? '',
          check: byText(parseLiveSmartHost),
        },
        {
          kind: 'text',
          name: 'recipients',
          label: 'Only for these recipients',
          parameter: 'Recipients',
          hint: 'Addresses, or whole domains. Separate several by commas. Mail to anybody else is returned to its sender.',
          suggest: ({ confirmed, own }) => confirmed?.recipients.join(', ') ?? own,
          check: checkEach(parseLiveRecipient, 'The recipient', 'Recipients'),
        },
        agreement(
          'agreed',
          'That server takes my mail, and these recipients are mine to write to',
          'Mail leaves only to a server that takes yours, and for people who expect it.',
        ),
      ],
    },
  ],
  compile: (_, answers) => ({
    title: 'Let mail leave to a real smart host',
    steps: [
      {
        title: 'Keep what was confirmed',
        command: command('Set-LiveSmartHost', {
          SmartHost: textOf(answers, 'smartHost').trim(),
          Recipients: [...several(textOf(answers, 'recipients'))],
        }),
      },
    ],
  }),
  next: ({ named }, answers) => [
    ...(isNamed(textOf(answers, 'smartHost'), named)
      ? []
      : [{ label: 'Add the send connector that names it', href: '/do/send-connector' }]),
    ...backToSite(),
  ],
}

export const keepMailInside: Wizard<SmartHostFacts> = {
  id: 'keep-mail-inside',
  title: 'Let no mail leave any more',
  finish: 'Keep it inside',
  pages: [
    {
      id: 'inside',
      title: 'Let no mail leave any more',
      lead: ({ confirmed }) =>
        confirmed
          ? `Mail for ${confirmed.smartHost} goes to the simulated world again. When that has no server of this name, it waits in its queue.`
          : 'No mail leaves.',
      fields: [],
    },
  ],
  compile: ({ confirmed }) => ({
    title: 'Let no mail leave any more',
    steps: confirmed
      ? [{ title: 'Take the confirmation back', command: command('Clear-LiveSmartHost', {}) }]
      : [],
  }),
  next: backToSite,
}
