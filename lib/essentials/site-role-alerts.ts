import {
  exchangeServer,
  firstAdSite,
  type LackingSite,
  readLackingSites,
  type ServerRole,
  type Site,
} from '@/lib/exchange'
import { memberServer } from './find-server'
import { furtherRolesCommand } from './install-exchange'
import { type Alert, isAre, listed } from './service-alerts'
import { server } from './site'

const titles: Readonly<Record<ServerRole, string>> = {
  Mailbox: 'Mailbox',
  HubTransport: 'Hub Transport',
  ClientAccess: 'Client Access',
}

/** What does not work for mailboxes of a site without it. */
const reasons: Readonly<Record<ServerRole, string>> = {
  Mailbox: '',
  HubTransport: 'Without Hub Transport their mail is neither sent nor delivered.',
  ClientAccess: 'Without Client Access no Outlook, browser or phone comes to them.',
}

function cause({ site, servers, missing }: LackingSite): string {
  const roles = listed(missing.map((role) => titles[role]))
  const elsewhere =
    site === firstAdSite
      ? 'or bring a server with it into this site with a subnet'
      : `or give the subnet to a site that has it: Set-ADReplicationSubnet -Site '${firstAdSite}'`
  return [
    `The mailboxes of ${listed(servers)} ${isAre(servers.length === 1 ? 2 : servers.length)} in the Active Directory site ${site}, which has no ${roles} server of their version.`,
    ...missing.map((role) => reasons[role]),
    `Install ${roles} on a server of the site, ${elsewhere}.`,
  ].join(' ')
}

/** Setup runs on the second server: whether it can add the roles to what is there. */
async function repairOf(
  { store }: Site,
  { version, servers, missing }: LackingSite,
): Promise<Alert['repair']> {
  const target = memberServer(await store.list(server))
  const installed = target && (await store.find(exchangeServer, target.name))
  const there = installed && servers.includes(installed.name) && installed.properties.version === version
  if (!there || version === '2016') return undefined
  const roles = listed(missing.map((role) => titles[role]))
  return { label: `Install ${roles} on ${installed.name}`, command: furtherRolesCommand(version, missing) }
}

/** Each site with mailboxes needs a Hub Transport and a Client Access server. */
export async function siteRoleAlerts(site: Site): Promise<Alert[]> {
  const lacking = await readLackingSites(site)
  return Promise.all(
    lacking.map(async (one): Promise<Alert> => {
      const repair = await repairOf(site, one)
      return {
        id: `site-roles/${one.version}/${one.site.replaceAll(' ', '-')}`,
        severity: 'warning',
        title: `${one.site} has mailboxes and no ${listed(one.missing.map((role) => titles[role]))} server`,
        cause: cause(one),
        ...(repair ? { repair } : {}),
      }
    }),
  )
}
