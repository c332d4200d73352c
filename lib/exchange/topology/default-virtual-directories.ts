import { clientAccessServer } from '../organization/client-access-server'
import { newOutlookAnywhere, outlookAnywhere } from '../organization/outlook-anywhere'
import { newRpcClientAccess, rpcClientAccess } from '../organization/rpc-client-access'
import {
  activeSyncVirtualDirectory,
  autodiscoverVirtualDirectory,
  ecpVirtualDirectory,
  mapiVirtualDirectory,
  oabVirtualDirectory,
  owaVirtualDirectory,
  powerShellVirtualDirectory,
  webServicesVirtualDirectory,
} from '../organization/virtual-directory'
import { type Made, made } from './made'

const basic = { basicAuthentication: true, windowsAuthentication: false, digestAuthentication: false }
const windows = { basicAuthentication: false, windowsAuthentication: true, digestAuthentication: false }

/** The web site of a new Client Access server: addresses inside only, by the server's own full name. */
export function defaultVirtualDirectories(
  name: string,
  fqdn: string,
  domain: string,
  is2010: boolean,
): readonly Made[] {
  const at = (directory: string) => `${name}\\${directory} (Default Web Site)`
  const inside = (path: string) => ({
    server: name,
    internalUrl: `https://${fqdn}/${path}`,
    externalUrl: null,
  })
  const address = (path: string, scheme = 'https') => ({
    ...inside(path),
    internalUrl: `${scheme}://${fqdn}/${path}`,
  })
  const forms = { ...basic, formsAuthentication: true }
  const since2013 = [
    made(mapiVirtualDirectory, at('mapi'), {
      ...address('mapi'),
      iisAuthenticationMethods: ['Negotiate', 'Ntlm', 'OAuth'],
    }),
    made(outlookAnywhere, at('Rpc'), newOutlookAnywhere(name, fqdn)),
  ]
  return [
    made(owaVirtualDirectory, at('owa'), {
      ...address('owa'),
      ...forms,
      logonFormat: 'FullDomain',
      defaultDomain: domain,
    }),
    made(ecpVirtualDirectory, at('ecp'), { ...address('ecp'), ...forms }),
    made(activeSyncVirtualDirectory, at('Microsoft-Server-ActiveSync'), {
      ...address('Microsoft-Server-ActiveSync'),
      basicAuthEnabled: true,
      windowsAuthEnabled: false,
    }),
    // Exchange 2010 hands the address book out without TLS until somebody asks for it.
    made(oabVirtualDirectory, at('OAB'), {
      ...address('OAB', is2010 ? 'http' : 'https'),
      requireSSL: !is2010,
      basicAuthentication: false,
      windowsAuthentication: true,
      pollInterval: 480,
    }),
    made(webServicesVirtualDirectory, at('EWS'), {
      ...address('EWS/Exchange.asmx'),
      ...windows,
      internalNLBBypassUrl: null,
      mrsProxyEnabled: false,
    }),
    made(autodiscoverVirtualDirectory, at('Autodiscover'), {
      ...basic,
      windowsAuthentication: true,
      server: name,
      internalUrl: null,
      externalUrl: null,
    }),
    // Remote PowerShell comes over HTTP: Kerberos signs and encrypts it.
    made(powerShellVirtualDirectory, at('PowerShell'), {
      ...address('powershell', 'http'),
      basicAuthentication: false,
      windowsAuthentication: false,
      certificateAuthentication: true,
      requireSSL: false,
    }),
    made(clientAccessServer, name, {
      autoDiscoverServiceInternalUri: `https://${fqdn}/Autodiscover/Autodiscover.xml`,
    }),
    made(rpcClientAccess, name, newRpcClientAccess(name)),
    ...(is2010 ? [] : since2013),
  ]
}
