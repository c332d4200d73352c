import type { Drill } from '../drill'
import { addRecord, hasName, providerRecord, setRecord } from '../records'

/** Faults on the way by which Outlook and phones find the mailbox. */
export const autodiscoverDrills: readonly Drill[] = [
  {
    id: 'catch-all-record',
    level: 'Hard',
    title: 'A catch-all record answered for autodiscover',
    symptom:
      'At home, Outlook warns that the name on a certificate does not match. Before yesterday’s work on the web site it did not.',
    hints: [
      'Whose certificate is shown? Look at the names in it: it is none of yours.',
      'Outlook asks for autodiscover and the domain before it comes to the SRV record. Should that name have an address?',
      'A record named * answers for every name that does not exist: Network, Domain name provider.',
    ],
    lesson: {
      what: 'With the new web site came a record named *, which answers for every name of the domain that has no record. Outlook then found a web server at autodiscover and took its certificate for yours.',
      see: 'Network, DNS records finds an address at autodiscover that a wildcard gave. A name that cannot exist gets an answer, too.',
      mend: 'Remove the record named * at the domain name provider.',
    },
    named: ['catch-all'],
    verdict: /catch-all|wildcard/i,
    fits: (facts) =>
      facts.description.autodiscover === 'srv' &&
      providerRecord(facts, 'autodiscover') !== null &&
      !hasName(facts, 'autodiscover') &&
      !hasName(facts, '*'),
    fault: (facts) => ({ deeds: [addRecord(facts, '*', 'A', '198.51.100.81')] }),
  },
  {
    id: 'autodiscover-inside-name',
    level: 'Medium',
    title: 'The SRV record led to a name that only the office knows',
    symptom:
      'Nobody can set up Outlook at home. In the office it works, and those who set it up before notice nothing.',
    hints: [
      'Finding the mailbox fails, and only from outside.',
      'Which host does Outlook get told by the records of the domain, and can a stranger find it?',
      'The SRV record _autodiscover._tcp has to name the mail host and port 443: Network, DNS records.',
    ],
    lesson: {
      what: 'The SRV record for autodiscover named the computer by its name in the local domain, which nobody on the Internet can look up.',
      see: 'Network, DNS records compares the SRV record with the mail host; the connectivity test for Autodiscover stops there.',
      mend: 'Set the record to 0 0 443 and the mail host.',
    },
    named: ['autodiscover-srv-wrong'],
    verdict: /./,
    fits: (facts) =>
      facts.description.autodiscover === 'srv' && providerRecord(facts, 'autodiscover') !== null,
    fault: (facts) => {
      const { exchange, localDomain } = facts.description
      const host = `${exchange.name}.${localDomain}`.toLowerCase()
      return { deeds: [setRecord(facts, 'autodiscover', `0 0 443 ${host}.`)] }
    },
  },
]
