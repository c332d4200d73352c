import type { Server, ServiceState, WindowsService } from './site'

type Services = Server['services']

const ofEssentials: Readonly<Record<string, string>> = {
  NTDS: 'Active Directory Domain Services',
  ADWS: 'Active Directory Web Services',
  CertSvc: 'Active Directory Certificate Services',
  DNS: 'DNS Server',
  Kdc: 'Kerberos Key Distribution Center',
  Netlogon: 'Netlogon',
  TSGateway: 'Remote Desktop Gateway',
  LanmanServer: 'Server',
  W32Time: 'Windows Time',
  W3SVC: 'World Wide Web Publishing Service',
  WseEmailSvc: 'Windows Server Essentials Email Service',
  WseHealthSvc: 'Windows Server Essentials Health Service',
  WseMgmtSvc: 'Windows Server Essentials Management Service',
  WseNtfSvc: 'Windows Server Essentials Notification Service',
}

const ofMember: Readonly<Record<string, string>> = {
  LanmanServer: 'Server',
  W32Time: 'Windows Time',
  WinRM: 'Windows Remote Management (WS-Management)',
}

function running(names: Readonly<Record<string, string>>): Services {
  return Object.fromEntries(
    Object.entries(names).map(([name, displayName]) => [name, { displayName, state: 'Running' as const }]),
  )
}

/** What runs on the Essentials server from the beginning, as far as the dashboard has to do with it. */
export const essentialsServices: Services = running(ofEssentials)

/** What runs on a new Windows server. */
export const memberServices: Services = running(ofMember)

/** The web server (IIS), which comes with the feature Web-Server. */
export const webServices: Services = running({ W3SVC: 'World Wide Web Publishing Service' })

export function withState(services: Services, names: readonly string[], state: ServiceState): Services {
  return withChanged(services, names, (service) => ({ ...service, state }))
}

/** As they are once they have been started, or stopped and started again, at that time. */
export function withStarted(services: Services, names: readonly string[], at: Date): Services {
  const startedAt = at.toISOString()
  return withChanged(services, names, (service) => ({ ...service, state: 'Running', startedAt }))
}

function withChanged(
  services: Services,
  names: readonly string[],
  change: (service: WindowsService) => WindowsService,
): Services {
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [
      name,
      names.includes(name) ? change(service) : service,
    ]),
  )
}

export function namesIn(services: Services, state: ServiceState): readonly string[] {
  return Object.entries(services).flatMap(([name, service]) => (service.state === state ? [name] : []))
}

/** Services that stay stopped until somebody turns them on: POP3 and IMAP4 (Exchange 2010 and later). */
export function startsByItself(service: string): boolean {
  return !/^MSExchange(POP3|IMAP4)/i.test(service)
}
