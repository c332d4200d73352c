import {
  absent,
  boolean,
  command,
  mandatory,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { fqdn } from '../organization/kind'
import {
  newOutlookAnywhere,
  type OutlookAnywhere,
  outlookAnywhere,
  outlookAuthentication,
} from '../organization/outlook-anywhere'
import { exchangeServer } from '../topology/exchange-server'
import { exchangeCmdlet } from './exchange-cmdlet'
import { requireObject } from './find-object'
import { getCmdlet } from './get-cmdlet'
import { insertObject } from './insert-object'
import { type Given, givenProperties } from './noun-parameters'
import { setCmdlet } from './set-cmdlet'

/** Before 2013 it has to be turned on; from then on it is there and Set- is all that is needed. */
const enableCmdlet = exchangeCmdlet({
  name: 'Enable-OutlookAnywhere',
  versions: ['2010'],
  synopsis: 'Turns Outlook Anywhere on (Exchange 2010).',
  parameters: {
    ClientAuthenticationMethod: outlookAuthentication,
    DefaultAuthenticationMethod: outlookAuthentication,
    IISAuthenticationMethods: outlookAnywhere.settings.IISAuthenticationMethods?.kind ?? text,
    ExternalHostname: mandatory(fqdn),
    SSLOffloading: mandatory(boolean),
    Server: text,
  },
  run: async ({ Server, ...given }, site) => {
    const [first] = await site.store.list(exchangeServer)
    const server = await requireObject(site, exchangeServer, Server ?? first?.name ?? '', 'Server')
    if (!server.ok) return server
    const name = `${server.value.name}\\Rpc (Default Web Site)`
    if (await site.store.find(outlookAnywhere, name))
      return refuse(
        'InvalidOperation',
        'OutlookAnywhereAlreadyEnabled',
        `Outlook Anywhere is already enabled on the server ${server.value.name}.`,
        { target: 'Server', recommendedAction: 'Use Set-OutlookAnywhere to change it.' },
      )
    const method = given.ClientAuthenticationMethod ?? given.DefaultAuthenticationMethod
    if (!method)
      return refuse(
        'InvalidArgument',
        'MissingMandatoryParameter',
        'Cannot process command because of one or more missing mandatory parameters: ClientAuthenticationMethod.',
        {
          target: 'ClientAuthenticationMethod',
        },
      )
    const enabled = await insertObject(
      outlookAnywhere,
      name,
      {
        ...newOutlookAnywhere(server.value.name, null),
        externalHostname: given.ExternalHostname,
        sslOffloading: given.SSLOffloading,
        clientAuthenticationMethod: method,
        iisAuthenticationMethods: [method],
        ...givenProperties(outlookAnywhere, {
          IISAuthenticationMethods: given.IISAuthenticationMethods ?? [method],
        }),
      },
      site,
    )
    if (!enabled.ok) return enabled
    return ok({
      ...enabled.value,
      warnings: ['It may take up to an hour for this setting to take effect on the server.'],
      undo: [command('Disable-OutlookAnywhere', { Identity: name, Confirm: absent })],
    })
  },
})

/** From 2013 on an external host name is only taken together with what its clients have to do. */
function checkExternal(given: Given, internalHostname: string | null): Result<void> {
  const needed = ['ExternalClientsRequireSsl', 'ExternalClientAuthenticationMethod'] as const
  const missing = needed.find(
    (name) => given[name] === undefined && !(name !== needed[0] && given.DefaultAuthenticationMethod),
  )
  return internalHostname !== null && typeof given.ExternalHostname === 'string' && missing
    ? refuse(
        'InvalidArgument',
        'ExternalHostnameNeedsMore',
        `When you specify a value for the ExternalHostname parameter, you must also specify the ${missing} parameter.`,
        { target: missing },
      )
    : ok(undefined)
}

/** By its own identity, or by its server. */
const disableCmdlet = exchangeCmdlet({
  name: 'Disable-OutlookAnywhere',
  synopsis: 'Turns Outlook Anywhere off (Exchange 2010).',
  parameters: { Identity: piped({ ...text, position: 1 }), Server: text },
  run: async ({ Identity, Server }, site) => {
    const identity = Identity ?? `${Server ?? ''}\\Rpc (Default Web Site)`
    const found = await requireObject(site, outlookAnywhere, identity, Identity ? 'Identity' : 'Server')
    if (!found.ok) return found
    await site.store.remove(outlookAnywhere, found.value)
    const { properties } = found.value
    const again = {
      Server: properties.server,
      ExternalHostname: properties.externalHostname,
      ClientAuthenticationMethod: properties.clientAuthenticationMethod,
      IISAuthenticationMethods: properties.iisAuthenticationMethods,
      SSLOffloading: properties.sslOffloading,
    }
    return ok({ undo: [command('Enable-OutlookAnywhere', again)] })
  },
})

export const outlookAnywhereCmdlets = [
  getCmdlet(outlookAnywhere, {
    synopsis: 'Shows how Outlook connects from outside.',
    extra: { Server: text, ADPropertiesOnly: switchParameter },
  }),
  enableCmdlet,
  setCmdlet(outlookAnywhere, {
    synopsis: 'Changes how Outlook connects from outside.',
    extra: { DefaultAuthenticationMethod: outlookAuthentication },
    decide: async ({ properties: { internalHostname } }, given) => {
      const allowed = checkExternal(given, internalHostname)
      if (!allowed.ok) return allowed
      const method = given.DefaultAuthenticationMethod as
        | OutlookAnywhere['clientAuthenticationMethod']
        | undefined
      const all = method && {
        externalClientAuthenticationMethod: method,
        internalClientAuthenticationMethod: method,
        iisAuthenticationMethods: [method],
      }
      const of2010 = method && { clientAuthenticationMethod: method, iisAuthenticationMethods: [method] }
      const byDefault = internalHostname === null ? of2010 : all
      return ok({ properties: { ...byDefault, ...givenProperties(outlookAnywhere, given) } })
    },
  }),
  disableCmdlet,
]
