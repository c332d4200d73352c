import { command } from '@/lib/shell'
import type { Drill } from '../drill'
import { addRecord, providerRecord, setRecord } from '../records'

/** Two letters change places, as they do when one types: mail.contoso.com becomes mial.contoso.com. */
function misspelled(host: string): string {
  const [first = '', ...others] = host.split('.')
  const wrong =
    first.length > 2 && first[1] !== first[2]
      ? `${first[0]}${first[2]}${first[1]}${first.slice(3)}`
      : `${first}l`
  return [wrong, ...others].join('.')
}

/** Faults in what the domain name provider says about mail. */
export const mailRecordDrills: readonly Drill[] = [
  {
    id: 'mx-misspelled',
    level: 'Easy',
    title: 'The MX record named a host that does not exist',
    symptom: 'Whoever writes to us from outside gets the message back: the mail server cannot be found.',
    hints: [
      'The sender’s server did not come as far as a connection. What does it look up before it connects?',
      'It asks for the MX record of the domain, then for the address of the host that is named there.',
      'Compare the host in the MX record with the Internet name of Exchange, letter by letter: Network, DNS records.',
    ],
    lesson: {
      what: 'The MX record led to a name with two letters exchanged. No such host exists, so no server knew where to connect.',
      see: 'Network, DNS records compares the MX record with the mail host. From anywhere: nslookup -type=MX and the domain.',
      mend: 'Enter the mail host in the MX record at the domain name provider. Senders that kept the old answer see it when its TTL has run out.',
    },
    named: ['mx-wrong', 'address-missing'],
    verdict: /another host/i,
    fits: (facts) => providerRecord(facts, 'mx') !== null,
    fault: (facts) => ({
      deeds: [setRecord(facts, 'mx', `0 ${misspelled(facts.description.exchange.internetName)}.`)],
    }),
  },
  {
    id: 'mail-host-old-address',
    level: 'Easy',
    title: 'The mail host led to an old address',
    symptom:
      'Since last night nothing works from outside: no mail comes in, and Outlook on the web does not open.',
    hints: [
      'Mail and the web fail together. What do both need first?',
      'Both look up one name. Ask for it as a stranger does, and see where it leads.',
      'Compare the A record of the mail host with the public address of the site: Network, DNS records.',
    ],
    lesson: {
      what: 'The A record of the mail host had an address that is not the site’s. Connections went to somebody else, or to nobody.',
      see: 'Network, DNS records shows the address that was found beside the public address of the site.',
      mend: 'Enter the public address of the site in the A record of the mail host.',
    },
    named: ['address-wrong'],
    verdict: /wrong address|another address/i,
    fits: (facts) => providerRecord(facts, 'mail') !== null,
    fault: (facts) => ({ deeds: [setRecord(facts, 'mail', '203.0.113.77')] }),
  },
  {
    id: 'mx-old-provider',
    level: 'Medium',
    title: 'The former provider’s MX record was there again',
    symptom: 'Some messages from outside arrive, others never do. Nobody gets anything back.',
    hints: [
      'Some senders reach you and others do not: there must be two ways in.',
      'How many hosts does the domain name for its mail, and which of them is asked first?',
      'Only one MX record should be left, the one for your mail host: Network, DNS records.',
    ],
    lesson: {
      what: 'A second MX record with the same preference led to the former mail provider, who still takes mail for the domain. Senders choose either of the two (RFC 5321 §5.1).',
      see: 'Network, DNS records finds several MX records.',
      mend: 'Remove the record of the other host at the domain name provider.',
    },
    named: ['mx-foreign', 'mx-wrong'],
    verdict: /several mx|another mx/i,
    fits: (facts) => providerRecord(facts, 'mx') !== null,
    fault: (facts) => ({ deeds: [addRecord(facts, '@', 'MX', '0 mx.old.example.')] }),
  },
  {
    id: 'spf-second-record',
    level: 'Medium',
    title: 'The domain had two SPF records',
    symptom: 'Customers find our messages among their junk mail. What they send to us arrives.',
    hints: [
      'Receiving works. What do other servers look at to decide whether a message is really from you?',
      'They read the TXT records of the domain. Is what they find there valid?',
      'There has to be exactly one record that begins with v=spf1: Network, DNS records.',
    ],
    lesson: {
      what: 'Somebody added an SPF record for a newsletter beside the one that was there. With two, the result is a permanent error (RFC 7208 §4.5), as if there were a wrong one.',
      see: 'Network, DNS records evaluates SPF for your own address and says permerror.',
      mend: 'Keep one record. If both senders are really yours, put both into the one: v=spf1 a mx include:… ~all.',
    },
    named: ['spf-two-records'],
    verdict: /two spf/i,
    fits: (facts) => providerRecord(facts, 'spf') !== null,
    fault: (facts) => ({ deeds: [addRecord(facts, '@', 'TXT', 'v=spf1 include:old.example ~all')] }),
  },
  {
    id: 'spf-without-us',
    level: 'Medium',
    title: 'The SPF record allowed only somebody else',
    symptom:
      'Fabrikam refuses every message from us: we are not allowed to send for our own domain, it says.',
    hints: [
      'It is you who declares who may send for your domain.',
      'Evaluate the SPF record for your own public address.',
      'The record has to let the site’s own address pass, by a, mx or ip4: Network, DNS records.',
    ],
    lesson: {
      what: 'The SPF record named the address of the former provider alone and ended with -all, so that receivers had to refuse everything that Exchange sent.',
      see: 'Network, DNS records evaluates SPF for your own address and says fail.',
      mend: 'Set the TXT record to v=spf1 a mx ~all.',
    },
    named: ['spf-not-allowed'],
    verdict: /does not name you/i,
    fits: (facts) => providerRecord(facts, 'spf') !== null,
    fault: (facts) => ({ deeds: [setRecord(facts, 'spf', 'v=spf1 ip4:198.51.100.91 -all')] }),
  },
  {
    id: 'reverse-name-lost',
    level: 'Hard',
    title: 'The public address had the provider’s own reverse name',
    symptom: 'Two large mail providers have begun to refuse what we send. Nobody here changed anything.',
    hints: [
      'Not every record about you is in your own zone.',
      'Receivers look up the name of the address that connects to them, and whether that name leads back.',
      'Look at the reverse name (PTR) of the public address: it should be the mail host.',
    ],
    lesson: {
      what: 'After work at the Internet Service Provider, the reverse name of the public address was a generic one again. Many receivers refuse servers whose name looks like a dial-up line’s.',
      see: 'The row about the reverse name under Network, DNS records, and the connectivity test for outgoing mail.',
      mend: 'Only the Internet Service Provider can change it. Ask them to set it to the mail host.',
    },
    named: ['ptr-other-name', 'ptr-unconfirmed'],
    verdict: /leads elsewhere/i,
    fits: ({ router }) => Boolean((router as { reverseName?: string | null } | null)?.reverseName),
    fault: () => ({ deeds: [command('Set-Router', { ReverseName: 'host-25.dynamic.isp.example' })] }),
  },
]
