import { define } from '../organization/definition'
import type { ExchangeVersion } from './exchange-version'

export type ServerRole = 'Mailbox' | 'ClientAccess' | 'HubTransport'

/** A computer with Exchange on it. Its name is the computer's name. */
export interface ExchangeServer {
  readonly version: ExchangeVersion
  /** 15.0.1497.2 */
  readonly build: string
  /** Empty where only the Management Tools are installed. */
  readonly roles: readonly ServerRole[]
  /** Whether the Exchange Management Shell and Console are on it: the integration works through them. */
  readonly managementTools: boolean
  readonly edition: 'StandardEvaluation' | 'Standard' | 'Enterprise'
  readonly fqdn: string
}

export const exchangeServer = define<ExchangeServer>('ExchangeServer', 'Exchange server', {
  columns: ['Name', 'Site', 'ServerRole', 'Edition', 'AdminDisplayVersion'],
  settings: {},
  show: ({ properties: { roles, edition, build, fqdn } }) => {
    const [major, minor, ...rest] = build.split('.')
    return {
      Fqdn: fqdn,
      Site: 'Default-First-Site-Name',
      ServerRole: roles.length === 0 ? 'None' : roles.join(', '),
      Edition: edition,
      AdminDisplayVersion: `Version ${major}.${minor} (Build ${rest.join('.')})`,
    }
  },
})
