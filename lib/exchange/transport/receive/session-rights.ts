import type { PermissionGroup, ReceiveConnector } from '../../organization/receive-connector'
import type { Permission } from '../../store'

/** What a session may do, by the names of the protocol log; extended rights are `ms-Exch-SMTP-Submit` and so on. */
export type SessionRight =
  | 'SMTPSubmit'
  | 'SMTPAcceptAnyRecipient'
  | 'SMTPAcceptAuthenticationFlag'
  | 'SMTPAcceptAnySender'
  | 'SMTPAcceptAuthoritativeDomainSender'
  | 'BypassAntiSpam'
  | 'BypassMessageSizeLimit'
  | 'AcceptRoutingHeaders'
  | 'AcceptForestHeaders'
  | 'AcceptOrganizationHeaders'

export type SessionRights = ReadonlySet<SessionRight>

/**
 * Who speaks: nobody known, whoever proved by a certificate to be of these domains, a user, one of the organization's
 * servers, or whom ExternalAuthoritative trusts.
 */
export type Speaker =
  | { readonly kind: 'stranger' | 'external' }
  | { readonly kind: 'partner'; readonly domains: readonly string[] }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'server'; readonly name: string }

const all: readonly SessionRight[] = [
  'SMTPSubmit',
  'SMTPAcceptAnyRecipient',
  'SMTPAcceptAuthenticationFlag',
  'SMTPAcceptAnySender',
  'SMTPAcceptAuthoritativeDomainSender',
  'BypassAntiSpam',
  'BypassMessageSizeLimit',
  'AcceptRoutingHeaders',
  'AcceptForestHeaders',
  'AcceptOrganizationHeaders',
]

/** Documentation of receive connectors, "permission groups". */
const ofGroup: Readonly<Record<PermissionGroup, readonly SessionRight[]>> = {
  None: [],
  Custom: [],
  AnonymousUsers: [
    'SMTPSubmit',
    'SMTPAcceptAnySender',
    'SMTPAcceptAuthoritativeDomainSender',
    'AcceptRoutingHeaders',
  ],
  ExchangeUsers: ['SMTPSubmit', 'SMTPAcceptAnyRecipient', 'BypassAntiSpam', 'AcceptRoutingHeaders'],
  Partners: ['SMTPSubmit', 'AcceptRoutingHeaders'],
  ExchangeServers: all,
  ExchangeLegacyServers: all,
}

const groupsOf: Readonly<Record<Speaker['kind'], readonly PermissionGroup[]>> = {
  stranger: ['AnonymousUsers'],
  partner: ['Partners', 'AnonymousUsers'],
  user: ['ExchangeUsers'],
  server: ['ExchangeServers', 'ExchangeLegacyServers'],
  external: ['ExchangeServers', 'Partners', 'AnonymousUsers'],
}

/** Names that Add-ADPermission takes for whoever did not sign in. */
const anonymous = ['nt authority\\anonymous logon', 'anonymous logon', 's-1-5-7', 'everyone']

/** `ms-Exch-SMTP-Accept-Any-Recipient` → SMTPAcceptAnyRecipient, `ms-Exch-Bypass-Anti-Spam` → BypassAntiSpam. */
function rightNamed(extended: string): SessionRight | undefined {
  const plain = extended
    .toLowerCase()
    .replace(/^ms-exch-/, '')
    .replaceAll('-', '')
  const named = plain.replace(/^acceptheaders(\w+)$/, 'accept$1headers')
  return all.find((right) => right.toLowerCase() === named)
}

function isMeant({ user }: Permission, speaker: Speaker): boolean {
  const holder = user.toLowerCase()
  if (holder === 'everyone') return true
  if (speaker.kind === 'user')
    return holder === speaker.id.toLowerCase() || holder === 'nt authority\\authenticated users'
  return speaker.kind === 'stranger' && anonymous.includes(holder)
}

/**
 * The rights of a session on a connector: those of the permission groups, and what Add-ADPermission gave or denied on
 * the connector itself.
 */
export function sessionRights(
  { permissionGroups }: Pick<ReceiveConnector, 'permissionGroups'>,
  speaker: Speaker,
  permissions: readonly Permission[] = [],
): SessionRights {
  const entries = permissions.filter((one) => isMeant(one, speaker))
  const named = (deny: boolean) =>
    entries
      .filter((one) => one.deny === deny)
      .flatMap(({ extendedRights }) => extendedRights.flatMap((right) => rightNamed(right) ?? []))
  const groups = groupsOf[speaker.kind].filter((group) => permissionGroups.includes(group))
  const given = new Set([...groups.flatMap((group) => ofGroup[group]), ...named(false)])
  const denied = named(true)
  return new Set(all.filter((right) => given.has(right) && !denied.includes(right)))
}

/** As the protocol log says it: `SMTPSubmit SMTPAcceptAnySender …`. */
export function rightsText(rights: SessionRights): string {
  return rights.size === 0 ? 'None' : [...rights].join(' ')
}
