/** The words of Exchange for what smtp-server says in its own; by reply code, then by what it answers to. */
const words: readonly (readonly [code: number, said: RegExp, words: string, other?: number])[] = [
  [221, /^/, '2.0.0 Service closing transmission channel'],
  [235, /^/, '2.7.0 Authentication successful'],
  [250, /^Accepted$/, '2.1.0 Sender OK'],
  [250, /^Flushed$/, '2.0.0 Resetting'],
  [250, /^OK$/, '2.0.0 OK'],
  [220, /^Ready to start TLS/, '2.0.0 SMTP server ready'],
  [252, /^/, '2.1.5 Cannot VRFY user'],
  [
    214,
    /^/,
    'This server supports the following commands: HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH NOOP VRFY',
  ],
  [354, /^/, 'Start mail input; end with <CRLF>.<CRLF>'],
  [421, /too many unrecognized/i, '4.7.0 Too many errors on this connection, closing transmission channel'],
  [421, /^Timeout/, '4.4.1 Connection timed out'],
  [421, /too soon|line too long|HTTP requests/i, '4.7.0 Protocol error, closing transmission channel'],
  [451, /^Error: internal/, '4.3.0 Temporary server error. Please try again later'],
  [452, /too many recipients/, '4.5.3 Too many recipients'],
  [500, /^Error/, '5.3.3 Unrecognized command'],
  [501, /sender address|bad recipient|recipient address/i, '5.1.7 Invalid address'],
  [501, /hostname/i, '5.5.4 Invalid domain name'],
  [501, /^(Error|Invalid)/, '5.5.4 Invalid arguments'],
  [501, /aborted/, '5.7.0 Authentication aborted'],
  [503, /HELO/, '5.5.2 Send hello first'],
  [503, /need RCPT/, '5.5.2 Need rcpt command'],
  [503, /need MAIL/, '5.5.2 Need mail command'],
  [503, /nested MAIL/, '5.5.2 Sender already specified'],
  [503, /^Error/, '5.5.2 Bad sequence of commands'],
  [504, /^Error/, '5.7.4 Unrecognized authentication type'],
  [538, /^/, '5.7.4 Unrecognized authentication type', 504],
  [552, /^Error/, '5.3.4 Message size exceeds fixed maximum message size'],
]

/** Code and text of a reply as Exchange says it; what smtp-server did not say itself stays as it is. */
export function inExchangesWords(
  code: number,
  said: string,
  context?: string | false,
): { readonly code: number; readonly text: string } {
  if (code === 250 && context === 'RCPT_TO_OK') return { code, text: '2.1.5 Recipient OK' }
  const found = words.find(([one, pattern]) => one === code && pattern.test(said))
  return found ? { code: found[3] ?? code, text: found[2] } : { code, text: said }
}
