import type { User } from '@/lib/exchange'
import { escapeText } from '../web-answer'
import { mobileResponse, outlookResponse, plainResponse } from './autodiscover-request'
import type { ExchangeFacts } from './exchange-facts'

const head = '<?xml version="1.0" encoding="utf-8"?>\n'

/** `tag('SSL', 'On')`; nothing where there is no value. */
function tag(name: string, value: string | null | undefined): string {
  return value ? `<${name}>${escapeText(value)}</${name}>` : ''
}

function element(name: string, ...content: readonly string[]): string {
  return `<${name}>\n${content.filter((one) => one !== '').join('\n')}\n</${name.split(' ')[0]}>`
}

function envelope(schema: string, ...content: readonly string[]): string {
  return `${head}${element(`Autodiscover xmlns="${plainResponse}"`, element(`Response xmlns="${schema}"`, ...content))}\n`
}

const messages = {
  500: 'The e-mail address cannot be found.',
  600: 'Invalid Request',
  601: 'Provider is not available.',
} as const

/** MS-OXDSCLI §2.2.4.1.1.1: 500 for an address that nobody has, 600 for what is no request, 601 for another schema. */
export function errorAnswer(now: Date, code: keyof typeof messages): string {
  const time = `${now.toISOString().slice(11, 23)}0000`
  return `${head}${element(
    `Autodiscover xmlns="${plainResponse}"`,
    element(
      'Response',
      element(
        `Error Time="${time}" Id="2477272013"`,
        tag('ErrorCode', String(code)),
        tag('Message', messages[code]),
        '<DebugData />',
      ),
    ),
  )}\n`
}

const primaryOf = ({ mailbox }: User) => mailbox?.addresses.find(({ primary }) => primary)?.address ?? ''
const group = '/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)'

/** The addresses that both Outlook's protocols list: those of inside for EXCH, those of outside for EXPR. */
function services({ ews, oab, ecp }: ExchangeFacts, where: 'internalUrl' | 'externalUrl'): readonly string[] {
  const address = ews?.[where]
  const book = oab?.[where]
  const panel = ecp?.[where]
  return [
    tag('ASUrl', address),
    tag('OOFUrl', address),
    tag('EwsUrl', address),
    tag('OABUrl', book ? `${book.replace(/\/$/, '')}/` : null),
    tag('EcpUrl', panel ? `${panel.replace(/\/$/, '')}/` : null),
  ]
}

/** RPC inside: on 2010 to the server itself; from 2013 on there is none but over HTTP. */
function exch(facts: ExchangeFacts): string {
  const { exchange, organization, name } = facts
  const dn = `/o=${organization}${group}/cn=Configuration/cn=Servers/cn=${name}`
  return element(
    'Protocol',
    tag('Type', 'EXCH'),
    tag('Server', exchange.fqdn),
    tag('ServerDN', dn),
    tag('MdbDN', `${dn}/cn=Microsoft Private MDB`),
    tag('PublicFolderServer', exchange.fqdn),
    ...services(facts, 'internalUrl'),
  )
}

/** Outlook Anywhere, for those outside; without an external host name it is not offered. */
function expr(facts: ExchangeFacts): string {
  const { outlookAnywhere: anywhere, exchange } = facts
  if (!anywhere?.externalHostname) return ''
  const is2010 = exchange.version === '2010'
  const tls = is2010 || anywhere.externalClientsRequireSsl
  const method = is2010 ? anywhere.clientAuthenticationMethod : anywhere.externalClientAuthenticationMethod
  return element(
    'Protocol',
    tag('Type', 'EXPR'),
    tag('Server', anywhere.externalHostname),
    tag('SSL', tls ? 'On' : 'Off'),
    tag('AuthPackage', method),
    tag('CertPrincipalName', tls ? `msstd:${anywhere.externalHostname}` : null),
    ...services(facts, 'externalUrl'),
  )
}

function owaUrl(url: string | null | undefined): string {
  return url ? `<OWAUrl AuthenticationMethod="Fba">${escapeText(url)}</OWAUrl>` : ''
}

function web({ owa, ews }: ExchangeFacts): string {
  const side = (
    name: 'Internal' | 'External',
    type: 'EXCH' | 'EXPR',
    where: 'internalUrl' | 'externalUrl',
  ) =>
    owa?.[where]
      ? element(name, owaUrl(owa[where]), element('Protocol', tag('Type', type), tag('ASUrl', ews?.[where])))
      : ''
  const sides = [side('Internal', 'EXCH', 'internalUrl'), side('External', 'EXPR', 'externalUrl')].filter(
    Boolean,
  )
  return sides.length > 0 ? element('Protocol', tag('Type', 'WEB'), ...sides) : ''
}

/** Told to clients that say they can: from 2016 on it is the default. */
function mapiHttp({ mapi, exchange }: ExchangeFacts, { id }: User): string {
  if (exchange.version !== '2016' || !mapi) return ''
  const side = (directory: string, url: string | null) => {
    const base = url?.replace(/\/$/, '')
    return base ? `${base}/${directory}/?MailboxId=${encodeURIComponent(id)}` : null
  }
  const store = (name: string, directory: string) =>
    element(
      name,
      tag('InternalUrl', side(directory, mapi.internalUrl)),
      tag('ExternalUrl', side(directory, mapi.externalUrl)),
    )
  return element(
    'Protocol Type="mapiHttp" Version="1"',
    store('MailStore', 'emsmdb'),
    store('AddressBook', 'nspi'),
  )
}

/** MS-OXDSCLI §2.2.4.1: what Outlook needs, from the virtual directories as they are configured. */
export function outlookAnswer(facts: ExchangeFacts, user: User, mapiCapable: boolean): string {
  const alias = user.mailbox?.alias ?? user.logonName
  return envelope(
    outlookResponse,
    element(
      'User',
      tag('DisplayName', user.name),
      tag('LegacyDN', `/o=${facts.organization}${group}/cn=Recipients/cn=${alias}`),
      tag('AutoDiscoverSMTPAddress', primaryOf(user)),
      tag('DeploymentId', user.id),
    ),
    element(
      'Account',
      tag('AccountType', 'email'),
      tag('Action', 'settings'),
      tag('MicrosoftOnline', 'False'),
      ...(mapiCapable ? [mapiHttp(facts, user)] : []),
      exch(facts),
      expr(facts),
      web(facts),
    ),
  )
}

/** MS-ASCMD §2.2.2.1: the address of ActiveSync, outside before inside. */
export function mobileAnswer({ activeSync }: ExchangeFacts, user: User, address: string): string {
  const url = activeSync?.externalUrl ?? activeSync?.internalUrl
  return envelope(
    mobileResponse,
    tag('Culture', 'en:en'),
    element('User', tag('DisplayName', user.name), tag('EMailAddress', address)),
    element(
      'Action',
      element(
        'Settings',
        url ? element('Server', tag('Type', 'MobileSync'), tag('Url', url), tag('Name', url)) : '',
      ),
    ),
  )
}
