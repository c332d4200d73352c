import { expect, type Page } from '@playwright/test'
import type { TestApp } from '@/lib/host/test-app'
import { rowsOf } from './database-content'

/** What pages about one thing are opened for: the ids of the example's own. */
export interface Subjects {
  readonly user: string
  readonly observer: string
  readonly record: string
  readonly certificate: string
  readonly goodRun: string
  readonly failedRun: string
  readonly script: string
  readonly group: string
  readonly contact: string
}

export async function subjectsOf(app: TestApp): Promise<Subjects> {
  const id = async (sql: string) => {
    const [row] = await rowsOf<{ id: string }>(app.databaseUrl, sql)
    if (!row) throw new Error(`The example has nothing for: ${sql}`)
    return row.id
  }
  return {
    user: await id(`select id from "User" where "logonName" = 'FrankM'`),
    observer: await id(`select id from "Administrator" where role = 'Observer'`),
    record: await id(
      `select properties #>> '{records,0,id}' as id from "SiteObject" where properties #>> '{records,0,type}' = 'A'`,
    ),
    certificate: await id(`select name as id from "SiteObject" where class = 'ExchangeCertificate'`),
    goodRun: await id(`select id from "Run" where source = '/users/import'`),
    failedRun: await id(`select id from "Run" where state = 'failed'`),
    script: await id(`select id from "ScriptRun"`),
    group: await id(`select id from "SiteObject" where class = 'DistributionGroup' and name = 'Sales team'`),
    contact: await id(`select id from "SiteObject" where class = 'Contact'`),
  }
}

/** Every page that whoever is signed in may see, with something in it. */
export function pagesFor(subjects: Subjects) {
  const { user, observer, certificate, goodRun, failedRun, script, group, contact } = subjects
  return {
    'Home, Users and Devices': [
      '/',
      '/?task=dns-records',
      '/?category=email',
      '/?category=status',
      '/?category=runbooks',
      '/?category=help',
      '/users',
      `/users?selected=${user}`,
      '/users?search=nobody-has-this-name',
      '/users/groups',
      `/users/groups?selected=${group}`,
      `/users/contacts?selected=${contact}`,
      '/devices',
      '/devices/events',
    ],
    'Email and Network': [
      '/email',
      '/email/domains',
      '/email/mail-flow',
      '/email/mail-flow?queue=EXCH01%5CSubmission',
      '/email/codes?selected=5.1.1',
      '/email/codes?explain=550%205.7.1%20Unable%20to%20relay',
      '/email/connectors',
      '/email/mail-flow/send-test',
      '/email/mail-flow/database',
      '/email/mail-flow/map',
      '/email/access',
      '/email/certificates',
      `/email/certificates?selected=${certificate}`,
      '/email/disconnected',
      '/email/neighbors',
      '/email/neighbors?selected=proseware.com',
      '/email/tracking',
      '/email/tracking?message=%3Cnone%40contoso.com%3E',
      '/email/tracking/logs',
      '/email/tracking/routing',
      '/email/shell',
      '/network/dns',
      '/network/provider',
      '/network/router',
      '/network/proxy',
      '/network/split-dns',
      '/network/live',
      '/network/connectivity',
      '/network/connectivity?test=inbound-smtp',
    ],
    'Activity, Settings and Help': [
      '/activity',
      '/activity?result=failed',
      '/activity/runs',
      '/activity/scripts',
      `/activity/scripts/${script}`,
      `/activity/runs/${goodRun}`,
      `/activity/runs/${failedRun}`,
      '/settings',
      '/settings/network',
      '/settings/account',
      '/settings/people',
      `/settings/people/${observer}`,
      '/alerts',
      '/help',
      '/help/drills',
    ],
  } as const
}

/** Pages that only an administrator may open: the wizards, and the forms that are pages. */
export function administratorsPages({ user, record, certificate }: Subjects): readonly string[] {
  return [
    '/users/add',
    '/users/import',
    '/email/integrate',
    '/settings/people/invite',
    ...['edit-user', 'change-password', 'deactivate-user', 'remove-user'].map(
      (id) => `/do/${id}?for=${user}`,
    ),
    ...['password-policy', 'disable-integration', 'describe-site', 'join-server', 'install-exchange'].map(
      (id) => `/do/${id}`,
    ),
    '/do/set-address?for=exchange',
    '/do/start-service?for=SRV01:TSGateway',
    '/do/restart-service?for=EXCH01:MSExchangeTransport',
    `/do/provider-record?for=${record}`,
    '/do/configure-proxy',
    ...[
      'request-certificate',
      'submit-request',
      'complete-request',
      'import-certificate',
      'self-signed-certificate',
      'remote-certificate',
    ].map((id) => `/do/${id}`),
    ...['export-certificate', 'assign-services', 'renew-certificate', 'remove-certificate'].map(
      (id) => `/do/${id}?for=${certificate}`,
    ),
    '/do/advance-clock',
    '/do/router-settings',
    '/do/confirm-live',
    '/do/confirm-smart-host',
    '/do/keep-mail-inside',
    ...['empty-neighbor-mailbox', 'neighbor-message', 'neighbor-settings'].map(
      (id) => `/do/${id}?for=fabrikam.com`,
    ),
  ]
}

/** Whatever the page asks the network comes in after the rest of it: waits until all of it is there. */
export async function allAnswered(page: Page): Promise<void> {
  await expect(page.locator('.panes[aria-busy=true]')).toHaveCount(0)
  await expect(page.getByText(/^\s*Asking/)).toHaveCount(0)
}
