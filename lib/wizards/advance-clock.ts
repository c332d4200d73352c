import { command } from '@/lib/shell'
import { textOf } from './text'
import type { Wizard } from './wizard'

export interface ClockFacts {
  readonly now: string
}

const spans = [
  { value: '3600', label: 'One hour' },
  { value: '14400', label: 'Four hours' },
  { value: '86400', label: 'One day' },
  { value: '172800', label: 'Two days' },
  { value: '2073600', label: '24 days' },
]

export const advanceClock: Wizard<ClockFacts> = {
  id: 'advance-clock',
  title: 'Move the clock of the site',
  finish: 'Move it forward',
  pages: [
    {
      id: 'clock',
      title: 'Move the clock forward',
      lead: ({ now }) =>
        `On the simulated site it is ${now}. What takes hours there can be seen now: DNS answers run out, certificates and passwords expire. The clock cannot go back.`,
      fields: [
        {
          kind: 'choice',
          name: 'seconds',
          label: 'By how much?',
          parameter: 'Seconds',
          suggest: () => '3600',
          options: () => spans,
        },
      ],
    },
  ],
  compile: (_, answers) => ({
    title: 'Move the clock of the site',
    steps: [
      {
        title: 'Let the time pass',
        command: command('Start-Sleep', { Seconds: Number(textOf(answers, 'seconds')) }),
      },
    ],
  }),
  next: () => [
    { label: 'Check the DNS records', href: '/network/dns' },
    { label: 'Go to Home', href: '/' },
  ],
}
