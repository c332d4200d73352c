import type { SmtpReply } from '../mail'

const reply = (status: string, text: string): SmtpReply => ({
  code: status.startsWith('2') ? 250 : 550,
  status,
  text,
})

/** What the categorizer says of a recipient, in the words of Exchange's reports. */
export const said = {
  notFound: reply('5.1.1', 'RESOLVER.ADR.RecipNotFound; not found'),
  exNotFound: reply('5.1.1', 'RESOLVER.ADR.ExRecipNotFound; not found'),
  ambiguous: reply('5.1.4', 'RESOLVER.ADR.Ambiguous; ambiguous address'),
  reserved: reply('5.1.4', 'Recipient address reserved by RFC 2606'),
  invalidInSmtp: reply(
    '5.1.0',
    'RESOLVER.ADR.InvalidInSmtp; encapsulated INVALID address inside an SMTP address (IMCEAINVALID-)',
  ),
  badPrimary: reply('5.2.0', 'RESOLVER.ADR.BadPrimary; recipient primary SMTP address is missing or invalid'),
  tooManyRecipients: reply('5.5.3', 'RESOLVER.ADR.RecipLimit; too many recipients'),
  forwardingLoop: reply('5.4.6', 'RESOLVER.FWD.Loop; there is a forwarding loop configured in the directory'),
  forwardNotFound: reply('5.2.0', 'RESOLVER.FWD.NotFound; misconfigured forwarding address'),
  authRequired: reply('5.7.1', 'RESOLVER.RST.AuthRequired; authentication required'),
  notAuthorized: reply('5.7.1', 'RESOLVER.RST.NotAuthorized; not authorized'),
  tooLargeForRecipient: reply('5.2.3', 'RESOLVER.RST.RecipSizeLimit; message too large for this recipient'),
  tooLargeForSender: reply('5.2.3', 'RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender'),
  tooLargeForOrganization: reply(
    '5.2.3',
    'RESOLVER.RST.SendSizeLimit.Org; message too large for this organization',
  ),
  badGroup: reply(
    '5.2.4',
    'RESOLVER.GRP.InvalidFilter; the dynamic distribution group has an invalid filter',
  ),
  expanded: reply('2.1.5', 'RESOLVER.GRP.Expanded; distribution list expanded'),
} as const
