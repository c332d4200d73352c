import type { NeighborNow, NeighborSettings } from '@/lib/network'
import { command, ok, refuse, type Value } from '@/lib/shell'
import { isOn, textOf } from '../text'
import type { Answers, Field, Wizard } from '../wizard'

type Toggle = 'down' | 'full' | 'greylisting' | 'refusePolicy' | 'requireTls'
type Names = 'blockedAddresses' | 'fullMailboxes' | 'deferredMailboxes' | 'autoReplyMailboxes'

const parameterOf = (setting: string) => `${setting.charAt(0).toUpperCase()}${setting.slice(1)}`
const words = (text: string) => text.split(/[\s,;]+/).filter(Boolean)

function toggle(name: Toggle, label: string, hint: string): Field<NeighborNow> {
  const suggest = ({ settings }: NeighborNow) => settings[name]
  return { kind: 'toggle', name, label, hint, parameter: parameterOf(name), suggest }
}

function names(name: Names, label: string, hint: string): Field<NeighborNow> {
  const suggest = ({ settings }: NeighborNow) => settings[name].join(', ')
  return { kind: 'text', name, label, hint, parameter: parameterOf(name), suggest }
}

function checkDelay(value: string | boolean) {
  return /^[0-8]?$/.test(String(value).trim())
    ? ok(value)
    : refuse('InvalidData', 'DelayInvalid', 'A neighbor waits 0 to 8 seconds.', { target: 'DelaySeconds' })
}

const toggles = ['down', 'full', 'greylisting', 'refusePolicy', 'requireTls'] as const
const lists = ['blockedAddresses', 'fullMailboxes', 'deferredMailboxes', 'autoReplyMailboxes'] as const

/** Only what differs. */
function changes({ settings }: NeighborNow, answers: Answers): Record<string, Value> {
  const delaySeconds = Number(textOf(answers, 'delaySeconds'))
  const wanted: Partial<NeighborSettings> = {
    ...Object.fromEntries(toggles.map((name) => [name, isOn(answers, name)])),
    ...Object.fromEntries(lists.map((name) => [name, words(textOf(answers, name))])),
    delaySeconds: Number.isInteger(delaySeconds) ? delaySeconds : 0,
    dropAt: (textOf(answers, 'dropAt') || 'Never') as NeighborSettings['dropAt'],
  }
  const differing = Object.entries(wanted).filter(
    ([name, value]) => String(value) !== String(settings[name as keyof NeighborSettings]),
  )
  return Object.fromEntries(differing.map(([name, value]) => [parameterOf(name), value]))
}

/** Faults of other organizations' servers, to practise with. */
export const neighborSettings: Wizard<NeighborNow> = {
  id: 'neighbor-settings',
  title: 'What a neighbor does with mail',
  finish: 'Save the settings',
  pages: [
    {
      id: 'server',
      title: 'Its server',
      lead: ({ known }) => `${known.organization}, ${known.domain}. ${known.does}`,
      fields: [
        toggle('down', 'Down', 'Nothing answers: connections time out.'),
        toggle('full', 'Disk full', '452 4.3.1 to everybody.'),
        toggle('greylisting', 'Greylisting', '451 4.7.1 the first time, for five minutes.'),
        toggle('refusePolicy', 'Believes SPF', '550 5.7.1 where the sender’s record forbids the address.'),
        toggle('requireTls', 'TLS only', '530 5.7.0 without STARTTLS.'),
        {
          kind: 'choice',
          name: 'dropAt',
          label: 'Hangs up',
          parameter: 'DropAt',
          suggest: ({ settings }) => settings.dropAt,
          options: () => [
            { value: 'Never', label: 'Never' },
            { value: 'Greeting', label: 'At once' },
            { value: 'Mail', label: 'After MAIL FROM' },
            { value: 'Data', label: 'When it has the message, without a word' },
          ],
        },
        {
          kind: 'text',
          name: 'delaySeconds',
          label: 'Seconds before it answers',
          parameter: 'DelaySeconds',
          suggest: ({ settings }) => String(settings.delaySeconds),
          check: checkDelay,
        },
      ],
    },
    {
      id: 'mailboxes',
      title: 'Its mailboxes and its block list',
      lead: 'Names are those before the @. Separate several by commas.',
      fields: [
        names('fullMailboxes', 'Full for good', '552 5.2.2: the sender gets a report at once.'),
        names('deferredMailboxes', 'Full for the moment', '452 4.2.2: the message waits and is tried again.'),
        names('autoReplyMailboxes', 'Answer by themselves', 'Each message gets an automatic reply.'),
        names('blockedAddresses', 'Addresses on its block list', '550 5.7.1 to who comes from there.'),
      ],
    },
  ],
  compile(facts, answers) {
    const changed = changes(facts, answers)
    const title = `Set what ${facts.known.organization} does with mail`
    const set = command('Set-Neighbor', { Identity: facts.known.domain, ...changed })
    return { title, steps: Object.keys(changed).length === 0 ? [] : [{ title, command: set }] }
  },
  next: ({ known }) => [
    { label: `See ${known.organization}`, href: `/email/neighbors?selected=${known.domain}` },
    { label: 'See the queues', href: '/email/mail-flow' },
  ],
}
