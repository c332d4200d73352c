import type { SessionScenario } from './scenario'

const shows = 'in the SMTP session' as const
const base64 = (text: string) => btoa(text)

/** What is said to the site's own server from a PC in the office, as with telnet (RFC 5321). */
export const sessionScenarios: readonly SessionScenario[] = [
  {
    id: 'relay',
    kind: 'session',
    does: 'Somebody who has not signed in wants the server to pass mail on to another domain.',
    shows,
    port: 25,
    lines: ({ sender }) => ['EHLO pc200', `MAIL FROM:<${sender}>`, 'RCPT TO:<someone@adatum.com>'],
  },
  {
    id: 'send-hello-first',
    kind: 'session',
    does: 'Somebody names a sender before greeting.',
    shows,
    port: 25,
    lines: ({ sender }) => [`MAIL FROM:<${sender}>`],
  },
  {
    id: 'unrecognized-command',
    kind: 'session',
    does: 'Somebody mistypes a command.',
    shows,
    port: 25,
    lines: () => ['EHLO pc200', 'MIAL FROM:<frank@contoso.com>'],
  },
  {
    id: 'invalid-domain',
    kind: 'session',
    does: 'Somebody greets without a name.',
    shows,
    port: 25,
    lines: () => ['EHLO'],
  },
  {
    id: 'size-declared',
    kind: 'session',
    does: 'Somebody announces a message of 10 GB.',
    shows,
    port: 25,
    lines: ({ sender }) => ['EHLO pc200', `MAIL FROM:<${sender}> SIZE=10737418240`],
  },
  {
    id: 'wrong-password',
    kind: 'session',
    does: 'A device signs in with a wrong password.',
    shows,
    port: 587,
    lines: ({ sender }) => [
      'EHLO scanner',
      'STARTTLS',
      'EHLO scanner',
      'AUTH LOGIN',
      base64(sender),
      base64('not the password'),
    ],
  },
]
