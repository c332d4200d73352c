import { answered, type CodeLine, checks, codeOf, scenario } from './non-delivery-code'

const lines: readonly CodeLine[] = [
  [
    '4.2.2',
    'Mailbox full for now',
    'The mailbox, or the folder that the server delivers to, has reached its limit. The server keeps the message and tries again.',
    'Somebody is away and mail piles up, or a quota is small for what the mailbox is used for.',
    checks.quota,
    scenario('deferred-mailbox'),
  ],
  [
    '4.3.1',
    'Not enough resources',
    'The receiving server is short of disk space or memory and takes nothing at the moment. On Exchange this is back pressure.',
    'A disk that holds the queue database or the logs is nearly full.',
    checks.queues,
    scenario('full-server'),
  ],
  [
    '4.3.2',
    'System not accepting messages',
    'The receiving service is paused, stopped or offline for the moment. Inside the organization: the mailbox database is dismounted.',
    'An administrator froze a queue, stopped the Information Store, or dismounted a database.',
    checks.databases,
    (code) => ({
      ...answered('A database has to be dismounted for it.')(code),
      after: {
        lines: ['Dismount-Database "Mailbox Database 01" -Confirm:$false'],
        next: 'Send a message to a mailbox of that database. Its queue says 432 4.3.2; Mount-Database lets it go on.',
      },
    }),
  ],
  [
    '4.4.1',
    'No answer from the host',
    'The other server did not answer in time. Exchange tries again; if nobody answers for two days, the sender is told.',
    'The server is down, a firewall drops port 25, or the provider blocks outgoing port 25.',
    checks.queues,
    scenario('silent-server'),
  ],
  [
    '4.4.2',
    'Connection dropped',
    'The connection was lost while the message was being sent. Exchange tries again by itself.',
    'A firewall that inspects SMTP, a packet size that does not fit the line, or a server that crashes on this message.',
    checks.queues,
    scenario('dropped-connection'),
  ],
  [
    '4.4.6',
    'Too many hops',
    'The message has passed more servers than are allowed and is probably going in a circle.',
    'Two systems forward to each other, or two servers each take the other for the home of a domain.',
    checks.domains,
    scenario('hop-count', '5.4.6', '5.4.14'),
  ],
  [
    '4.4.7',
    'Message expired',
    'The message waited for two days (MessageExpirationTimeout) and could not be delivered. Exchange gives it up and tells the sender.',
    'The other server was not reachable all that time. The real reason stands in the queue’s last error.',
    checks.queues,
    scenario('expired'),
  ],
  [
    '4.4.9',
    'Temporary routing error',
    'The next server could not be worked out: a smart host’s name is not found, or its address is not written in brackets.',
    'A typing mistake in the smart host of a Send connector, or DNS that does not answer.',
    checks.send,
    answered(
      'Since 2007 Exchange says 451 4.4.0 DNS query failed. Give a Send connector a smart host that does not exist to see that.',
    ),
  ],
  [
    '4.6.5',
    'Character set not there',
    'The server lacks the code page that the text of the message is written in.',
    'A language that is not installed on an old server.',
    checks.services,
    answered('All text here is handled as UTF-8; no code page can be missing.'),
  ],
  [
    '4.7.1',
    'Not now, by policy',
    'The receiving server sends the message away for the moment. Who comes again after some minutes is let in.',
    'Greylisting: spammers do not come a second time, servers do.',
    checks.queues,
    scenario('greylisted'),
  ],
]

export const transientCodes = lines.map(codeOf)
