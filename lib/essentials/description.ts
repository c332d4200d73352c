import { type ErrorRecord, fail, ok, type Result } from '@/lib/shell'
import {
  parseSiteField,
  type SiteParameter,
  type SiteParameters,
  type SiteValues,
  siteFields,
} from './description-fields'
import { type Draft, type RuleOptions, ruleErrors } from './description-rules'
import type { SiteDescription } from './site'

/** What may be left out, and what it then is. The names follow the Internet domain. */
function withDefaults(given: Partial<SiteParameters>): SiteParameters {
  const domain = given.InternetDomain?.trim().toLowerCase() ?? ''
  return {
    Organization: '',
    Scenario: 'clean',
    InternetDomain: '',
    LocalDomain: `${domain.split('.')[0]}.local`,
    EssentialsServer: '',
    EssentialsVersion: '2012 R2',
    EssentialsAddress: '',
    EssentialsInternetName: `remote.${domain}`,
    ExchangeServer: '',
    ExchangeAddress: '',
    ExchangeWindows: '2012 R2',
    ExchangeInternetName: `mail.${domain}`,
    DhcpFrom: '',
    DhcpTo: '',
    PublicAddresses: [],
    Connections: 'one',
    Autodiscover: 'srv',
    Pop: false,
    Imap: false,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}

function parseFields(parameters: SiteParameters): { draft: Draft; errors: readonly ErrorRecord[] } {
  const draft: Record<string, unknown> = {}
  const errors: ErrorRecord[] = []
  for (const parameter of Object.keys(siteFields) as SiteParameter[]) {
    const result = parseSiteField(parameter, parameters[parameter])
    if (result.ok) draft[parameter] = result.value
    else errors.push(result.error)
  }
  return { draft: draft as Draft, errors }
}

function describe(values: SiteValues): SiteDescription {
  return {
    organization: values.Organization,
    scenario: values.Scenario,
    internetDomain: values.InternetDomain,
    localDomain: values.LocalDomain,
    essentials: {
      name: values.EssentialsServer,
      version: values.EssentialsVersion,
      address: values.EssentialsAddress,
      internetName: values.EssentialsInternetName,
    },
    exchange: {
      name: values.ExchangeServer,
      address: values.ExchangeAddress,
      windows: values.ExchangeWindows,
      internetName: values.ExchangeInternetName,
    },
    dhcpRange: { from: values.DhcpFrom, to: values.DhcpTo },
    publicAddresses: values.PublicAddresses,
    connections: values.Connections,
    autodiscover: values.Autodiscover,
    pop: values.Pop,
    imap: values.Imap,
  }
}

/**
 * Everything that is wrong with a description, each error at its field (`target` is the parameter's name).
 * Fields that are right are still compared with each other; those left out have their defaults.
 */
export function siteDescriptionErrors(
  given: Partial<SiteParameters>,
  options: RuleOptions = {},
): readonly ErrorRecord[] {
  const { draft, errors } = parseFields(withDefaults(given))
  return [...errors, ...ruleErrors(draft, options)]
}

/** What was typed of the site as its description, or the first error, at its field. */
export function parseSiteDescription(
  given: Partial<SiteParameters>,
  options: RuleOptions = {},
): Result<SiteDescription> {
  const { draft, errors } = parseFields(withDefaults(given))
  const [first] = [...errors, ...ruleErrors(draft, options)]
  return first ? fail(first) : ok(describe(draft as SiteValues))
}

/** The description as the arguments of Set-SiteDescription, and as a form shows it. */
export function siteParameters(description: SiteDescription): SiteParameters {
  const { essentials, exchange, dhcpRange } = description
  return {
    Organization: description.organization,
    Scenario: description.scenario,
    InternetDomain: description.internetDomain,
    LocalDomain: description.localDomain,
    EssentialsServer: essentials.name,
    EssentialsVersion: essentials.version,
    EssentialsAddress: essentials.address,
    EssentialsInternetName: essentials.internetName,
    ExchangeServer: exchange.name,
    ExchangeAddress: exchange.address,
    ExchangeWindows: exchange.windows,
    ExchangeInternetName: exchange.internetName,
    DhcpFrom: dhcpRange.from,
    DhcpTo: dhcpRange.to,
    PublicAddresses: description.publicAddresses,
    Connections: description.connections,
    Autodiscover: description.autodiscover,
    Pop: description.pop,
    Imap: description.imap,
  }
}

/** "Use the Contoso example": the site of the documentation, on addresses made for examples (RFC 5737). */
export const contosoExample: SiteDescription = {
  organization: 'Contoso',
  scenario: 'clean',
  internetDomain: 'contoso.com',
  localDomain: 'contoso.local',
  essentials: {
    name: 'SRV01',
    version: '2012 R2',
    address: '192.168.0.1',
    internetName: 'remote.contoso.com',
  },
  exchange: {
    name: 'EXCH01',
    address: '192.168.0.2',
    windows: '2012 R2',
    internetName: 'mail.contoso.com',
  },
  dhcpRange: { from: '192.168.0.100', to: '192.168.0.200' },
  publicAddresses: ['203.0.113.25'],
  connections: 'one',
  autodiscover: 'srv',
  pop: false,
  imap: false,
}
