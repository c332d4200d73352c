import { noun } from '../store'
import type { ExchangeVersion } from '../topology/exchange-version'

/** The organization that /PrepareAD makes: one for a forest, named as /OrganizationName says. */
export interface ExchangeOrganization {
  /** For which version Active Directory was prepared last. */
  readonly preparedFor: ExchangeVersion
}

export const exchangeOrganization = noun<ExchangeOrganization>(
  'ExchangeOrganization',
  'Exchange organization',
)

/** The forest's schema, as far as /PrepareSchema extended it. One object, named 'Schema'. */
export const exchangeSchema = noun<{ readonly version: ExchangeVersion }>('ExchangeSchema', 'Exchange schema')
