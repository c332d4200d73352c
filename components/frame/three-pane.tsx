import type { ReactNode } from 'react'

/**
 * A list with its details below and its tasks at the right. On a phone: list, details, tasks, one under the other.
 * Also for pages that are not lists (a checklist): then `children` is the page and `padded` gives it its margins.
 */
export function ThreePane({
  title,
  toolbar,
  children,
  details,
  tasks,
  padded,
}: {
  /** The page's h1, for screen readers; leave it out when the content has its own. */
  title?: string
  /** Search, filters and counts above the list. */
  toolbar?: ReactNode
  /** The list. */
  children: ReactNode
  /** A DetailsPane, when something is selected. */
  details?: ReactNode
  /** TaskGroups. */
  tasks?: ReactNode
  padded?: boolean
}) {
  return (
    <div className="panes">
      <div className="panes-content">
        {title && <h1 className="sr-only">{title}</h1>}
        {toolbar && (
          <div className="flex flex-wrap items-center gap-2.5 px-4 pt-3 pb-1.5 print:hidden">{toolbar}</div>
        )}
        {!padded && (details || tasks) && <PhoneJumps details={Boolean(details)} tasks={Boolean(tasks)} />}
        <div className={padded ? 'panes-list panes-padded px-6.5 py-6 max-sm:px-4' : 'panes-list'}>
          {children}
        </div>
        {details}
      </div>
      {tasks && (
        <section id="tasks" aria-label="Tasks" className="panes-tasks">
          {tasks}
        </section>
      )}
    </div>
  )
}

/** On a phone the list stands between here and what belongs to it. */
function PhoneJumps({ details, tasks }: { details: boolean; tasks: boolean }) {
  return (
    <p className="flex gap-4 px-4 py-1 text-sm font-medium min-[900px]:hidden print:hidden">
      {details && (
        <a href="#details" className="act min-h-6">
          Details ↓
        </a>
      )}
      {tasks && (
        <a href="#tasks" className="act min-h-6">
          Tasks ↓
        </a>
      )}
    </p>
  )
}

/** What a page begins with: its h1 and a sentence. */
export function PageHeader({
  title,
  lead,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="mb-5 flex flex-wrap items-start gap-4">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">{title}</h1>
        {lead && <p className="mt-1 max-w-[72ch] text-soft">{lead}</p>}
      </div>
      {children}
    </div>
  )
}

/** The selected object's details under the list: its name, then facts in columns. */
export function DetailsPane({
  title,
  subtitle,
  badges,
  facts,
  children,
}: {
  title: string
  subtitle?: ReactNode
  badges?: ReactNode
  /** Term and value; a value may be several lines. */
  facts?: readonly { term: string; value: ReactNode }[]
  children?: ReactNode
}) {
  return (
    <section
      id="details"
      aria-label={`Details of ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing else that takes the focus
      tabIndex={0}
      className="panes-details px-5 py-4 -outline-offset-2"
    >
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-[minmax(180px,1fr)_3.6fr]">
        <div>
          <h2 className="text-base font-semibold">{title}</h2>
          {subtitle && <p className="text-sm text-soft">{subtitle}</p>}
          {badges && <div className="mt-2.5 flex flex-wrap gap-2">{badges}</div>}
        </div>
        <div>
          {facts && (
            <dl className="gap-x-10 sm:columns-2">
              {facts.map(({ term, value }) => (
                <div key={term} className="break-inside-avoid pb-2.5">
                  <dt className="text-xs text-faint">{term}</dt>
                  <dd className="text-sm break-words">{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {children}
        </div>
      </div>
    </section>
  )
}
