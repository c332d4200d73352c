/** A place that Ctrl K can go to. */
export interface Destination {
  readonly label: string
  readonly href: string
  /** Where it belongs: "Network". */
  readonly area: string
  /** Other words that find it. */
  readonly words?: string
}

/** The dashboard's own pages. */
export const destinations: readonly Destination[] = [
  { label: 'Home', href: '/', area: 'Dashboard', words: 'setup start quick status' },
  { label: 'Users', href: '/users', area: 'Users', words: 'accounts mailboxes people' },
  { label: 'Add a user account', href: '/users/add', area: 'Users', words: 'new mailbox create' },
  {
    label: 'Groups',
    href: '/users/groups',
    area: 'Users',
    words: 'distribution group security dynamic members list',
  },
  { label: 'Contacts', href: '/users/contacts', area: 'Users', words: 'mail contact outside address book' },
  { label: 'Import users from a CSV file', href: '/users/import', area: 'Users' },
  {
    label: 'Outlook Web App',
    href: '/owa',
    area: 'Users',
    words: 'owa mail mailbox inbox sign in as user',
  },
  { label: 'Devices', href: '/devices', area: 'Devices', words: 'servers services install join' },
  {
    label: 'Event log',
    href: '/devices/events',
    area: 'Devices',
    words: 'application log windows events errors',
  },
  { label: 'Email', href: '/email', area: 'Email', words: 'exchange overview' },
  {
    label: 'Integrate your Exchange Server',
    href: '/email/integrate',
    area: 'Email',
    words: 'set up connect',
  },
  {
    label: 'Certificates',
    href: '/email/certificates',
    area: 'Email',
    words: 'pfx request csr renew tls ssl names',
  },
  {
    label: 'Neighbors',
    href: '/email/neighbors',
    area: 'Email',
    words: 'other organizations mail servers outside world fabrikam greylisting full mailbox spf',
  },
  {
    label: 'Mail flow',
    href: '/email/mail-flow',
    area: 'Email',
    words: 'queues queue viewer retry suspend transport messages waiting',
  },
  {
    label: 'Queue database',
    href: '/email/mail-flow/database',
    area: 'Email',
    words: 'mail.que trn log checkpoint circular logging files',
  },
  {
    label: 'Map of the edge',
    href: '/email/mail-flow/map',
    area: 'Email',
    words: 'picture diagram internet router connectors port 25 broken way',
  },
  {
    label: 'Non-delivery codes',
    href: '/email/codes',
    area: 'Email',
    words: 'ndr dsn bounce undeliverable explain status code 5.1.1 report returned',
  },
  {
    label: 'Send a test message',
    href: '/email/mail-flow/send-test',
    area: 'Email',
    words: 'telnet smtp conversation try mail',
  },
  {
    label: 'Connectors',
    href: '/email/connectors',
    area: 'Email',
    words: 'send receive smart host relay anonymous permission groups',
  },
  {
    label: 'Message tracking',
    href: '/email/tracking',
    area: 'Email',
    words: 'find message sender recipient subject delivery report log where is my mail',
  },
  {
    label: 'Log files',
    href: '/email/tracking/logs',
    area: 'Email',
    words: 'protocol logging smtp receive send connectivity msgtrk recv csv download',
  },
  {
    label: 'Routing table',
    href: '/email/tracking/routing',
    area: 'Email',
    words: 'routing log viewer snapshot xml difference',
  },
  {
    label: 'Shell',
    href: '/email/shell',
    area: 'Email',
    words: 'exchange management powershell console terminal script ps1 command line',
  },
  {
    label: 'DNS records',
    href: '/network/dns',
    area: 'Network',
    words: 'mx spf srv autodiscover a record zone',
  },
  { label: 'Domain name provider', href: '/network/provider', area: 'Network', words: 'registrar zone ttl' },
  { label: 'Router', href: '/network/router', area: 'Network', words: 'forward port nat firewall' },
  { label: 'Reverse proxy', href: '/network/proxy', area: 'Network', words: 'arr iis arrconfig' },
  { label: 'Split DNS', href: '/network/split-dns', area: 'Network', words: 'inside outside zone' },
  {
    label: 'Connectivity',
    href: '/network/connectivity',
    area: 'Network',
    words: 'test analyzer smtp outlook owa activesync remote',
  },
  { label: 'Real site', href: '/network/live', area: 'Network', words: 'live check internet real' },
  { label: 'Activity', href: '/activity', area: 'Activity', words: 'log audit commands history' },
  { label: 'Runbooks', href: '/activity/runs', area: 'Activity', words: 'runs scripts ps1 undo' },
  { label: 'Scripts', href: '/activity/scripts', area: 'Activity', words: 'shell powershell output ps1' },
  { label: 'Settings', href: '/settings', area: 'Dashboard', words: 'site description theme' },
  {
    label: 'Simulated network',
    href: '/settings/network',
    area: 'Dashboard',
    words: 'ports loopback dig curl map addresses',
  },
  { label: 'Sessions', href: '/settings/account', area: 'Dashboard', words: 'sign out everywhere' },
  { label: 'Help', href: '/help', area: 'Dashboard' },
  { label: 'Drills', href: '/help/drills', area: 'Help', words: 'practise fault rehearse teach' },
]

/** The destinations whose label, area or words hold every word typed; those that begin with it first. */
export function findDestinations(all: readonly Destination[], typed: string): readonly Destination[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const found = all.filter(({ label, area, words = '' }) => {
    const text = `${label} ${area} ${words}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  const begins = (one: Destination) => one.label.toLowerCase().startsWith(wanted[0] ?? '')
  return [...found.filter(begins), ...found.filter((one) => !begins(one))]
}
