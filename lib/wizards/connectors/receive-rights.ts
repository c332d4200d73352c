/** Who may send, as the tab of Exchange's own dialog names them. */
export const permissionGroups = [
  ['AnonymousUsers', 'Anonymous users', 'Everybody. Without it strangers are refused with 530 5.7.1.'],
  ['ExchangeUsers', 'Exchange users', 'Your users, once they have signed in. They may send anywhere.'],
  ['ExchangeServers', 'Exchange servers', 'Other Exchange servers of the organization.'],
  ['ExchangeLegacyServers', 'Legacy Exchange servers', 'Exchange Server 2003.'],
  [
    'Partners',
    'Partners',
    'Servers of partners, known by their certificate. Set-ReceiveConnector -DomainSecureEnabled $true asks for it, Set-TransportConfig -TLSReceiveDomainSecureList names their domains.',
  ],
] as const

/** How whoever connects says who they are, as the tab of Exchange's own dialog names it. */
export const mechanisms = [
  ['Tls', 'Transport Layer Security (TLS)', 'STARTTLS is offered.'],
  ['BasicAuth', 'Basic authentication', 'The password as it is: fit for devices in the office only.'],
  ['BasicAuthRequireTLS', 'Offer Basic authentication only after starting TLS', ''],
  ['Integrated', 'Integrated Windows authentication', ''],
  ['ExchangeServer', 'Exchange Server authentication', ''],
  ['ExternalAuthoritative', 'Externally secured', 'Whoever connects is trusted like a server of your own.'],
] as const
