import { cx } from './cx'
import { PageLink } from './page-link'

export interface Tab {
  href: string
  label: string
  current?: boolean
}

/** Views of one area as links; the current one is underlined. In the frame's sub-tab row, or within a view. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav
      aria-label={label}
      className="shrink-0 overflow-x-auto border-b border-line px-6 [scrollbar-width:none] max-sm:px-4 print:hidden"
    >
      <ul className="flex gap-6">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <PageLink
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={cx(
                'flex h-10 items-center border-b-2 text-sm whitespace-nowrap no-underline -outline-offset-2',
                tab.current
                  ? 'border-ink font-semibold text-ink'
                  : 'border-transparent text-soft hover:text-link',
              )}
            >
              {tab.label}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
