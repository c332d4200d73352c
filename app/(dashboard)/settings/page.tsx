import type { Metadata } from 'next'
import { ThemeChoice } from '@/components/account/theme-choice'
import { PageHeader } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { LinkButton } from '@/components/ui/button'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { type SiteParameters, siteParameters } from '@/lib/essentials'
import { dashboard } from '@/lib/server/dashboard'
import { descriptionCommand } from '@/lib/server/list-commands/home'
import { themeAction } from './actions'

export const metadata: Metadata = { title: 'Settings' }

/** What Set-SiteDescription calls its parameters, as people say it. */
const labels: Readonly<Record<keyof SiteParameters, string>> = {
  Organization: 'Organization',
  Scenario: 'Kind of setup',
  InternetDomain: 'Internet domain name',
  LocalDomain: 'Domain of the network',
  EssentialsServer: 'Essentials server',
  EssentialsVersion: 'Windows Server Essentials',
  EssentialsAddress: 'Its address in the office',
  EssentialsInternetName: 'Its Internet name',
  ExchangeServer: 'Second server',
  ExchangeAddress: 'Its address in the office',
  ExchangeWindows: 'Its Windows Server',
  ExchangeInternetName: 'Its Internet name',
  DhcpFrom: 'DHCP range from',
  DhcpTo: 'DHCP range to',
  PublicAddresses: 'Public addresses',
  Connections: 'Internet connections',
  Autodiscover: 'Autodiscover record',
  Pop: 'POP3',
  Imap: 'IMAP',
}
const words: Readonly<Record<string, string>> = {
  clean: 'Clean setup',
  migration: 'Migration from Small Business Server',
  one: 'One',
  several: 'Several',
  srv: 'SRV',
  a: 'Host (A)',
  true: 'Used',
  false: 'Not used',
}
const shown = (value: SiteParameters[keyof SiteParameters]) =>
  typeof value === 'object' ? value.join(', ') : (words[String(value)] ?? value)

export default async function SettingsPage() {
  const { person, description, site } = await dashboard()
  return (
    <div className="flex max-w-[820px] flex-col gap-8 px-6.5 py-6 max-sm:px-4">
      <section>
        <PageHeader
          title="The site"
          lead="What you told the dashboard of the site. Everything else is computed from it, or found there."
        >
          <LinkButton look="primary" href="/do/describe-site?back=/settings" disabledReason={forRole(person)}>
            Change the description
          </LinkButton>
        </PageHeader>
        {description && (
          <div className="mb-3">
            <ShowAsCommand id="description-command" {...descriptionCommand(description)} />
          </div>
        )}
        {description && (
          <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
            {Object.entries(siteParameters(description)).map(([name, value]) => (
              <div key={name} className="flex justify-between gap-4 border-b border-line py-1 text-sm">
                <dt className="text-soft">{labels[name as keyof SiteParameters]}</dt>
                <dd className="text-right font-medium break-all">{shown(value)}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      <section>
        <h2 className="mb-2 text-base font-semibold">The clock of the site</h2>
        <p className="mb-3 text-sm text-soft">
          It is {site.clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC there.
        </p>
        <LinkButton href="/do/advance-clock?back=/settings" disabledReason={forRole(person)}>
          Move it forward
        </LinkButton>
      </section>
      <section>
        <h2 className="mb-2 text-base font-semibold">Appearance</h2>
        <ThemeChoice action={themeAction} />
      </section>
    </div>
  )
}
