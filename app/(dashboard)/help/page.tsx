import type { Metadata } from 'next'
import { PageHeader } from '@/components/frame/three-pane'

export const metadata: Metadata = { title: 'Help' }

const topics: readonly { id: string; title: string; text: readonly string[] }[] = [
  {
    id: 'rehearse',
    title: 'Rehearse here, then do it at the real site',
    text: [
      'Behind this dashboard stands a simulated site: a domain with two servers, Exchange Server, a router, and the Internet’s DNS. Commands that run here change that site, not yours.',
      'Each wizard shows its commands as PowerShell before they run. “Try it first” runs them and takes them back; “Save as .ps1” gives you the script for the real site. Secrets are never in it: the script asks for them.',
    ],
  },
  {
    id: 'dns',
    title: 'The four DNS records',
    text: [
      'The host (A) record of the mail host leads to your public address. The MX record of the domain names that host, with preference 0. The TXT record “v=spf1 a mx ~all” says who may send mail for the domain. The SRV record _autodiscover._tcp leads Outlook to port 443 of the mail host.',
      'Instead of the SRV record you can create a host record named autodiscover. The certificate then has to hold both names.',
    ],
  },
  {
    id: 'ports',
    title: 'The ports of the router',
    text: [
      'Port 25 leads to Exchange Server, ports 80 and 443 to the Essentials server. POP3 and IMAP need ports of their own, only when they are used. Give both servers static or reserved addresses, and let Exchange Server ask the Essentials server for names.',
    ],
  },
  {
    id: 'proxy',
    title: 'Why a reverse proxy',
    text: [
      'With one Internet connection both servers share port 443. Application Request Routing on the Essentials server looks at the host name and passes on what is for Exchange. Installing it may stop the Remote Desktop Gateway service: start it again. The message that KB2589179 was not installed can be ignored.',
    ],
  },
  {
    id: 'quota',
    title: 'What the mailbox quota means',
    text: [
      'One size stands for three limits of Exchange: 2 GB warns at 1.9 GB, stops sending at 2 GB and stops receiving at 2.3 GB. You can set the three one by one. When quotas are not enforced, all three are unlimited.',
    ],
  },
  {
    id: 'integration',
    title: 'What happens when the integration is disabled',
    text: [
      'The dashboard no longer shows, creates or manages mailboxes. Nothing changes in Exchange Server itself: mailboxes and mail stay, and its own tools go on working.',
    ],
  },
]

export default function HelpPage() {
  return (
    <div className="max-w-[80ch] px-6.5 py-6 max-sm:px-4">
      <PageHeader
        title="Help"
        lead="How the parts of a small site with its own Exchange Server hang together."
      />
      {topics.map(({ id, title, text }) => (
        <section key={id} id={id} className="mb-6 scroll-mt-4">
          <h2 className="mb-1 text-base font-semibold">{title}</h2>
          {text.map((paragraph) => (
            <p key={paragraph} className="mb-2 text-soft">
              {paragraph}
            </p>
          ))}
        </section>
      ))}
    </div>
  )
}
