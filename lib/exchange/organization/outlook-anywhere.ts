import { since } from '../topology/exchange-version'
import { define, settingsOf } from './definition'
import { booleanKind, flagsKind, fqdn, oneOf, optional, plain } from './kind'

export interface OutlookAnywhere {
  readonly server: string
  readonly externalHostname: string | null
  readonly internalHostname: string | null
  /** On 2010: one method for inside and outside. */
  readonly clientAuthenticationMethod: OutlookAuthentication
  readonly externalClientAuthenticationMethod: OutlookAuthentication
  readonly internalClientAuthenticationMethod: OutlookAuthentication
  readonly externalClientsRequireSsl: boolean
  readonly internalClientsRequireSsl: boolean
  readonly sslOffloading: boolean
  readonly iisAuthenticationMethods: readonly OutlookAuthentication[]
}

export type OutlookAuthentication = 'Basic' | 'Ntlm' | 'Negotiate'

const outlook = settingsOf<OutlookAnywhere>()
export const outlookAuthentication = oneOf('AuthenticationMethod', 'Basic', 'Ntlm', 'Negotiate')
const hostname = optional(plain(fqdn))

/** Named `SERVER\Rpc (Default Web Site)`: there from the beginning since 2013, made by Enable-OutlookAnywhere on 2010. */
export const outlookAnywhere = define<OutlookAnywhere>('OutlookAnywhere', 'Outlook Anywhere', {
  columns: ['ServerName', 'ExternalHostname', 'SSLOffloading'],
  settings: {
    ExternalHostname: outlook('externalHostname', hostname),
    InternalHostname: outlook('internalHostname', hostname, since('2013')),
    ClientAuthenticationMethod: outlook('clientAuthenticationMethod', outlookAuthentication, ['2010']),
    ExternalClientAuthenticationMethod: outlook(
      'externalClientAuthenticationMethod',
      outlookAuthentication,
      since('2013'),
    ),
    InternalClientAuthenticationMethod: outlook(
      'internalClientAuthenticationMethod',
      outlookAuthentication,
      since('2013'),
    ),
    ExternalClientsRequireSsl: outlook('externalClientsRequireSsl', booleanKind, since('2013')),
    InternalClientsRequireSsl: outlook('internalClientsRequireSsl', booleanKind, since('2013')),
    SSLOffloading: outlook('sslOffloading', booleanKind),
    IISAuthenticationMethods: outlook(
      'iisAuthenticationMethods',
      flagsKind('AuthenticationMethod', 'Basic', 'Ntlm', 'Negotiate'),
    ),
  },
  show: ({ properties }) => ({ ServerName: properties.server }),
})

/** As it is before anybody changed it; with an internal host name as Setup of 2013 and later leaves it. */
export function newOutlookAnywhere(server: string, internalHostname: string | null): OutlookAnywhere {
  return {
    server,
    internalHostname,
    externalHostname: null,
    clientAuthenticationMethod: 'Ntlm',
    externalClientAuthenticationMethod: 'Negotiate',
    internalClientAuthenticationMethod: 'Ntlm',
    externalClientsRequireSsl: false,
    internalClientsRequireSsl: false,
    sslOffloading: true,
    iisAuthenticationMethods: ['Basic', 'Ntlm', 'Negotiate'],
  }
}
