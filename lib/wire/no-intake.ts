import { refuse } from '@/lib/shell'
import type { Intake } from './intake'

const away = () =>
  refuse(
    'ResourceUnavailable',
    'TransportUnavailable',
    'The transport of the site is not there to take messages.',
  )

/** Takes no message: whoever sends one is told to come again later. */
export const noIntake: Intake = {
  refusal: async () => null,
  accept: async () => away(),
  signIn: async () => null,
  log: () => undefined,
  keepOutside: async () => away(),
}
