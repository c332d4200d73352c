import { receiveConnector } from '@/lib/exchange'
import { exchangeHostNames, proxyConfiguration, proxyName } from '@/lib/network'
import { command } from '@/lib/shell'
import { type Drill, type DrillFacts, keep } from '../drill'
import { issued, selfSigned, showInstead } from './proxy-certificate'

const passesOn = ({ proxy }: DrillFacts) => proxy?.configured != null

/** The connector that takes mail from strangers: the narrowest that lets them in. */
async function openConnector({ site }: DrillFacts) {
  const all = await site.store.list(receiveConnector)
  return all.filter(
    ({ properties }) =>
      properties.enabled &&
      properties.permissionGroups.includes('AnonymousUsers') &&
      properties.bindings.some((binding) => binding.endsWith(':25')),
  )
}

/** Faults in the reverse proxy, the certificates that are shown, and the connectors of Exchange. */
export const proxyDrills: readonly Drill[] = [
  {
    id: 'proxy-forgot-the-names',
    level: 'Easy',
    title: 'The reverse proxy no longer passed on the names of Exchange',
    symptom: 'Under the address of Outlook on the web, people see the sign-in page of Remote Web Access.',
    hints: [
      'The connection comes to a server, and the wrong one answers.',
      'Who decides, by the host name, which server gets the request?',
      'See what ARRConfig has set, and run it again with all names: Network, Reverse proxy.',
    ],
    lesson: {
      what: 'The rules that ARRConfig had made were gone, so the Essentials server answered for the names of Exchange itself.',
      see: 'Network, Reverse proxy opens each name from the Internet and shows which server answered.',
      mend: 'Run ARRConfig again with the certificate and all host names of Exchange.',
    },
    named: ['proxy-name'],
    verdict: /wrong server|not run yet|not yet/i,
    fits: passesOn,
    fault: () => ({
      keeps: [keep(proxyConfiguration, proxyName)],
      deeds: [command('Remove-ArrConfiguration')],
    }),
  },
  {
    id: 'certificate-expired',
    level: 'Easy',
    title: 'The certificate had expired',
    symptom: 'This morning every telephone asks whether to trust the mail server. Nobody changed anything.',
    hints: [
      'Nobody changed anything, and yet something is different from yesterday.',
      'Telephones ask when they do not like the certificate. Look at its dates and its names.',
      'See which certificate is shown for the mail host, and until when: Network, Reverse proxy.',
    ],
    lesson: {
      what: 'The certificate that the reverse proxy shows had expired. Clients warn from that second on, some refuse.',
      see: 'Network, Reverse proxy and Email, Certificates show the last day. An alert comes 30 days before it.',
      mend: 'Have the certificate renewed, import it into Exchange, export it as a PFX, and run ARRConfig with that file.',
    },
    named: ['certificate-expired'],
    verdict: /expired/i,
    fits: passesOn,
    fault: async (facts) => {
      const names = exchangeHostNames(facts.description)
      return showInstead(facts, await issued(facts.site, names, -201, -1))
    },
  },
  {
    id: 'certificate-without-the-name',
    level: 'Medium',
    title: 'The certificate did not hold the name of the mail host',
    symptom:
      'Since the new certificate is in use, Outlook says that its name does not match. It was bought for the right company.',
    hints: [
      'Not the company counts, but the name that was connected to.',
      'Read the subject alternative names of the certificate, and the name that Outlook uses.',
      'Compare both under Email, Certificates, or Network, Reverse proxy.',
    ],
    lesson: {
      what: 'The new certificate was issued for webmail and not for the mail host. Clients look at the subject alternative names alone (RFC 9525 §6.3).',
      see: 'Email, Certificates lists every name of the site against every certificate that is shown for it.',
      mend: 'Request a certificate with all names, or take the one before, and run ARRConfig with it.',
    },
    named: ['certificate-name'],
    verdict: /not in certificate|wrong certificate|certificate/i,
    fits: passesOn,
    fault: async (facts) => {
      const names = [`webmail.${facts.description.internetDomain}`]
      return showInstead(facts, await issued(facts.site, names, -1, 198), names)
    },
  },
  {
    id: 'certificate-self-signed',
    level: 'Medium',
    title: 'The certificate was one that nobody trusts',
    symptom: 'Telephones refuse to synchronize, and browsers warn. Computers of the office show no warning.',
    hints: [
      'Name and dates are right. What else has to be right with a certificate?',
      'Who issued it? Strangers trust some issuers and no others.',
      'Look at the issuer of the certificate that is shown: Email, Certificates.',
    ],
    lesson: {
      what: 'A self-signed certificate was in use. Computers of the domain had been told to trust it; telephones and strangers had not.',
      see: 'The connectivity tests follow the chain to its root. The issuer is the same as the subject.',
      mend: 'Use a certificate of a public authority: request it under Email, Certificates, then run ARRConfig with it.',
    },
    named: ['certificate-untrusted'],
    verdict: null,
    fits: passesOn,
    fault: async (facts) =>
      showInstead(facts, await selfSigned(facts.site, exchangeHostNames(facts.description))),
  },
  {
    id: 'strangers-not-let-in',
    level: 'Hard',
    title: 'The receive connector let no strangers in',
    symptom: 'Others get a message back at once: authentication required. Mail between colleagues works.',
    hints: [
      'The connection is made, and a conversation takes place. It ends with a refusal.',
      'Talk to port 25 as another mail server would. At which line does Exchange refuse?',
      'Look at the permission groups of the connector for the Internet: Email, Connectors.',
    ],
    lesson: {
      what: 'The receive connector for the Internet had lost the permission group AnonymousUsers. Other mail servers never sign in, so all were refused with 530 5.7.1.',
      see: 'The connectivity test for incoming mail shows the answer to MAIL FROM.',
      mend: 'Set-ReceiveConnector with -PermissionGroups AnonymousUsers.',
    },
    named: ['anonymous-refused'],
    verdict: null,
    // Before 2013 it would wait for a restart of the transport service, and so would its end.
    fits: ({ servers }) =>
      servers.some(({ properties }) => properties.services.MSExchangeFrontEndTransport !== undefined),
    fault: async (facts) => {
      const open = await openConnector(facts)
      return {
        deeds: open.map(({ name }) =>
          command('Set-ReceiveConnector', { Identity: name, PermissionGroups: 'ExchangeServers' }),
        ),
      }
    },
  },
]
