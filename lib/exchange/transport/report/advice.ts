import type { SmtpReply } from '../mail'
import { originalTexts } from '../system-message'

/** What the sender can do, by code, or by the first two digits where the code itself says no more. */
const advice: Readonly<Record<string, string>> = {
  '4.2': 'Write to the recipient in another way, and send the message again later.',
  '4.3': 'Send the message again later. If the problem continues, tell your administrator.',
  '4.4': 'Check the domain of the address. If it is right, send the message again later.',
  '4.4.6': 'Tell your administrator: the message goes in a circle.',
  '4.7': 'Send the message again later.',
  '5.0':
    'Check the address. If it is right, ask the recipient to forward this message to the administrator there.',
  '5.1': 'Check the address, type it anew instead of choosing it from a list, and send the message again.',
  '5.1.4': 'Tell your administrator which address this is.',
  '5.1.7': 'Tell your administrator: the address that you send from has to be mended.',
  '5.1.8': 'Tell your administrator: the address that you send from has to be mended.',
  '5.2': 'Tell the recipient in another way that mail does not arrive.',
  '5.2.2': 'Ask the recipient to make room in the mailbox, and send the message again.',
  '5.2.3': 'Send the message with smaller attachments, or send a link in their place.',
  '5.2.4': 'Tell your administrator which group this is, or write to its members one by one.',
  '5.3': 'Send the message again later. If the problem continues, tell your administrator.',
  '5.3.4': 'Send the message with smaller attachments, or send a link in their place.',
  '5.4': 'Check the domain of the address. If it is right, tell your administrator.',
  '5.5': 'Tell your administrator, and add the lines below.',
  '5.5.3': 'Send the message to fewer recipients at a time, or to a group.',
  '5.6': 'Send the message as plain text or without its attachments.',
  '5.7': 'Ask the recipient, or the administrator there, to let you send to this address.',
  '5.7.3': 'Tell your administrator, and add the lines below.',
}

/** Two sentences for people: what happened, and what the sender can do. */
export function adviceFor({ status }: Pick<SmtpReply, 'status'>): string {
  const family = status.split('.').slice(0, 2).join('.')
  const happened =
    originalTexts[status] ?? originalTexts[`${family}.0`] ?? families[family] ?? 'The message was refused.'
  return `${happened} ${advice[status] ?? advice[family] ?? 'Tell your administrator, and add the lines below.'}`
}

/** RFC 3463 §3: what the second digit is about. */
const families: Readonly<Record<string, string>> = {
  '4.2': 'The mailbox of the recipient takes no messages at the moment.',
  '4.3': 'The mail system of the recipient takes no messages at the moment.',
  '4.4': 'The mail server of the recipient could not be reached.',
  '4.7': 'The mail server of the recipient wants the message to be sent again later.',
  '5.1': 'The address of the recipient is not in order.',
  '5.2': 'The mailbox of the recipient does not take this message.',
  '5.3': 'The mail system of the recipient does not take this message.',
  '5.4': 'No way to the mail server of the recipient was found.',
  '5.5': 'The mail servers did not understand each other.',
  '5.6': 'The content of the message is not supported there.',
  '5.7': 'The message was refused by a rule of the recipient’s mail system.',
}
