/** What Exchange writes behind a code, and what it means. The longest that fits counts. */
export const exchangeTexts: readonly (readonly [string, string])[] = [
  [
    'RESOLVER.ADR.ExRecipNotFound',
    'The recipient was named by an old internal address (legacyExchangeDN) that nobody has any more: typically a name that Outlook completed from its memory.',
  ],
  [
    'RESOLVER.ADR.RecipNotFound',
    'The domain is the organization’s own, and no recipient in it has this address.',
  ],
  ['RESOLVER.ADR.Ambiguous', 'Two recipients of the organization have this address.'],
  [
    'RESOLVER.ADR.InvalidInSmtp',
    'The address wraps another one (IMCEAINVALID-…) that was not valid when it was written.',
  ],
  ['RESOLVER.ADR.BadPrimary', 'The recipient has no valid primary address.'],
  [
    'RESOLVER.ADR.RecipLimit',
    'The message has more recipients than the sender or the organization may address at once.',
  ],
  ['RESOLVER.FWD.Loop', 'The forwarding addresses lead in a circle.'],
  ['RESOLVER.FWD.NotFound', 'The mailbox forwards to a recipient that is not there any more.'],
  [
    'RESOLVER.RST.AuthRequired',
    'The recipient takes mail only from people who signed in, and this message came from outside.',
  ],
  [
    'RESOLVER.RST.NotAuthorized',
    'The recipient takes mail from certain people only, and the sender is none of them.',
  ],
  ['RESOLVER.RST.RecipSizeLimit', 'The message is larger than this recipient may receive.'],
  ['RESOLVER.RST.SendSizeLimit.Sender', 'The message is larger than this sender may send.'],
  [
    'RESOLVER.RST.SendSizeLimit.Org',
    'The message is larger than the organization lets anybody send (Set-TransportConfig -MaxSendSize).',
  ],
  ['RESOLVER.GRP.InvalidFilter', 'The filter of the dynamic group cannot be read.'],
  ['RESOLVER.GRP.Expanded', 'The group was replaced by its members. That is no failure.'],
  ['SMTPSEND.DNS.NonExistentDomain', 'DNS says that the domain does not exist.'],
  [
    'SMTPSEND.DNS.MxLoopback',
    'The MX records of the domain lead back to this server, which does not take mail for it.',
  ],
  [
    'NONSMTPGW.NoDropDirectory',
    'The folder that the Foreign connector puts its files into is not there, cannot be written, or has a name that is no simple directory name.',
  ],
  [
    'NONSMTPGW.QuotaExceeded',
    'The files in the Drop directory of the Foreign connector are as large as DropDirectoryQuota lets them be: the system that fetches them has stopped, or is slow.',
  ],
  ['STOREDRV.Deliver', 'The mailbox store took the message and could not put it into the mailbox.'],
  ['STOREDRV.Storage', 'The mailbox database or its server is offline.'],
  [
    'QUEUE.Expired',
    'The message waited until its time was over (MessageExpirationTimeout, two days by default).',
  ],
  ['ROUTING.NoConnectorForAddressType', 'No connector takes addresses of this kind.'],
  [
    'Unable to relay',
    'A stranger, or somebody without the right, asked the server to pass mail on to a domain that is not the site’s own.',
  ],
  [
    'Client was not authenticated',
    'The Receive connector does not let strangers submit mail: Anonymous users is not ticked, or the transport service was not restarted after.',
  ],
  [
    'Client does not have permissions to send as this sender',
    'The sender’s address is not one that this session may use.',
  ],
  ['possible mail loop', 'The header shows more Received lines than the Receive connector allows.'],
  ['Connection dropped', 'The other side ended the connection in the middle.'],
  ['Connection timed out', 'Nobody answered at the address: a firewall that drops packets, or no computer.'],
  ['DNS query failed', 'The name servers did not answer the question for the domain’s mail servers.'],
  [
    'A matching connector cannot be found',
    'No Send connector has an address space that the recipient’s domain fits. The message waits in the Unreachable queue.',
  ],
  [
    'SPF',
    'The receiver looked at the SPF record of the sender’s domain, and the address that the message came from is not in it.',
  ],
  ['Greylisted', 'The receiver sends everybody away once. The retry after some minutes is taken.'],
]

/** What a text says in Exchange's own words; null where it has none of them. */
export function findExchangeText(text: string): { readonly text: string; readonly meaning: string } | null {
  const lower = text.toLowerCase()
  const found = exchangeTexts
    .filter(([words]) => lower.includes(words.toLowerCase()))
    .toSorted(([one], [other]) => other.length - one.length)[0]
  return found ? { text: found[0], meaning: found[1] } : null
}
