import { absent, command } from '@/lib/shell'
import type { Wizard } from '../wizard'
import { backToConnectors, type RemoveConnectorFacts } from './connector-facts'

export const removeConnector: Wizard<RemoveConnectorFacts> = {
  id: 'remove-connector',
  title: 'Remove the connector',
  finish: 'Remove it',
  pages: [
    {
      id: 'connector',
      title: 'Remove the connector',
      lead: ({ name, kind, serves }) =>
        kind === 'Send'
          ? `${name} sends mail for ${serves.join(', ')}. To keep it for later, disable it instead.`
          : `${name} listens on ${serves.join(', ')}. To keep it for later, disable it instead.`,
      checks: ({ kind, last }) =>
        last
          ? [
              {
                id: 'last',
                state: 'warn',
                title:
                  kind === 'Send' ? 'No other connector sends this mail' : 'No other connector listens there',
                reason:
                  kind === 'Send'
                    ? 'It waits in the Unreachable queue, and goes back after two days.'
                    : 'Whoever connects there is refused.',
              },
            ]
          : [],
      fields: [],
    },
  ],
  compile({ kind, name }) {
    const title = `Remove the ${kind} connector ${name}`
    return {
      title,
      steps: [{ title, command: command(`Remove-${kind}Connector`, { Identity: name, Confirm: absent }) }],
    }
  },
  next: backToConnectors,
}
