import type { Value } from '@/lib/shell'
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
  /** What Set-ExchangeServer was given beside what is modelled. */
  readonly more?: Readonly<Record<string, Value>>
}

export const exchangeServer = define<ExchangeServer>('ExchangeServer', 'Exchange server', {
  columns: ['Name', 'Site', 'ServerRole', 'Edition', 'AdminDisplayVersion'],
  settings: {},
  defaults: {
    CustomerFeedbackEnabled: null,
    ErrorReportingEnabled: null,
    InternetWebProxy: null,
    StaticDomainControllers: [],
    StaticExcludedDomainControllers: [],
    StaticGlobalCatalogs: [],
  },
  show: ({ properties: { roles, edition, build, fqdn, more } }) => {
    const licensed = typeof more?.ProductKey === 'string' && edition === 'StandardEvaluation'
    const [major, minor, ...rest] = build.split('.')
    return {
      Fqdn: fqdn,
      ServerRole: roles.length === 0 ? 'None' : roles.join(', '),
      Edition: licensed ? 'Standard' : edition,
      IsExchangeTrialEdition: !licensed && edition === 'StandardEvaluation',
      AdminDisplayVersion: `Version ${major}.${minor} (Build ${rest.join('.')})`,
    }
  },
})
