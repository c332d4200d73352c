import {
  adSubnet,
  exchangeServer,
  type LackingSite,
  readLackingSites,
  readSiteOfServer,
  type ServerRole,
  type Site,
  subnetOfAddress,
} from '@/lib/exchange'
import { type Command, command, printCommand } from '@/lib/shell'
import { memberServer } from './find-server'
import { furtherRolesCommand } from './install-exchange'
import { type Alert, listed } from './service-alerts'
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

/** Another site whose servers of this generation have all that is missing; versions later than 2010 are one. */
async function servedSite(site: Site, { version, missing }: LackingSite): Promise<string | null> {
  const [servers, siteOf] = await Promise.all([site.store.list(exchangeServer), readSiteOfServer(site)])
  const same = servers.filter(({ properties }) => (properties.version === '2010') === (version === '2010'))
  const hasRole = (where: string, role: ServerRole) =>
    same.some(({ name, properties }) => siteOf(name) === where && properties.roles.includes(role))
  const sites = same.map(({ name }) => siteOf(name))
  return sites.find((where) => missing.every((role) => hasRole(where, role))) ?? null
}

/** What brings the servers into a site that has the roles; null where there is none, or no one subnet of them all. */
async function moveOf(site: Site, lacking: LackingSite): Promise<Command | null> {
  const [computers, subnets] = await site.store.lists([server, adSubnet] as const)
  const around = computers
    .filter(({ name }) => lacking.servers.includes(name))
    .map(({ properties }) => subnetOfAddress(properties.address, subnets)?.name)
  const [subnet, ...others] = new Set(around)
  const to = await servedSite(site, lacking)
  return to !== null && subnet !== undefined && others.length === 0
    ? command('Set-ADReplicationSubnet', { Identity: subnet, Site: to })
    : null
}

function cause({ site, servers, missing }: LackingSite, move: Command | null): string {
  const roles = listed(missing.map((role) => titles[role]))
  const elsewhere = move ? `, or give their subnet to a site that has it: ${printCommand(move)}` : ''
  return [
    `The mailboxes of ${listed(servers)} are in the Active Directory site ${site}, which has no ${roles} server of their version.`,
    ...missing.map((role) => reasons[role]),
    `Install ${roles} on a server of the site${elsewhere}.`,
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
      const [repair, move] = [await repairOf(site, one), await moveOf(site, one)]
      return {
        id: `site-roles/${one.version}/${one.site.replaceAll(' ', '-')}`,
        severity: 'warning',
        title: `${one.site} has mailboxes and no ${listed(one.missing.map((role) => titles[role]))} server`,
        cause: cause(one, move),
        ...(repair ? { repair } : {}),
      }
    }),
  )
}
