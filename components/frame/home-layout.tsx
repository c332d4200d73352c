import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { PageLink } from '@/components/ui/page-link'

export interface Category {
  href: string
  title: string
  /** "4 of 9 done. Finish these tasks to put email in service." */
  sentence: ReactNode
  current?: boolean
  /** Setup has the ember. */
  ember?: boolean
}

export interface HomeTask {
  href: string
  title: string
  /** A StateIcon. A tick; a sign that it needs attention; an empty circle: still to do. */
  icon: ReactNode
  /** At its end: "Done", "3 of 4 found", "Required". */
  note?: ReactNode
  current?: boolean
}

/** Home: categories at the left, the category's tasks (TaskTiles) in the middle, the chosen task (`children`) at the right. */
export function HomeLayout({
  title,
  categories,
  tasks,
  children,
}: {
  /** The page's h1, for screen readers: "Home: Setup". */
  title: string
  categories: readonly Category[]
  /** Left out by categories that have no list: the content takes the room. */
  tasks?: readonly { id: string; tile: ReactNode }[]
  children: ReactNode
}) {
  return (
    <div className={cx('home', !tasks && 'home-wide')}>
      <h1 className="sr-only">{title}</h1>
      <nav aria-label="Categories" className="bg-panel">
        <ul className="max-md:grid max-md:grid-cols-2">
          {categories.map((category) => (
            <li key={category.href} className="flex">
              <CategoryTile {...category} />
            </li>
          ))}
        </ul>
      </nav>
      {tasks && (
        <ol aria-label="Tasks" className="flex flex-col gap-1 py-[22px] max-md:px-4">
          {tasks.map(({ id, tile }) => (
            <li key={id}>{tile}</li>
          ))}
        </ol>
      )}
      <div className="min-w-0 px-6 pt-7 pb-10 max-md:px-4">{children}</div>
    </div>
  )
}

function CategoryTile({ href, title, sentence, current, ember }: Category) {
  return (
    <PageLink
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'flex w-full flex-col gap-0.5 border-b border-b-canvas px-6 py-[18px] text-inherit no-underline -outline-offset-4 max-md:px-4',
        current && ember && 'bg-ember text-white focus-visible:outline-white',
        current && !ember && 'bg-tint shadow-[inset_4px_0_0_var(--color-link)]',
        !current && 'hover:bg-tint',
      )}
    >
      <span className="text-base font-semibold">{title}</span>
      <span className={cx('text-xs', current && ember ? 'text-white' : 'text-soft')}>{sentence}</span>
    </PageLink>
  )
}

export function TaskTile({ href, title, icon, note, current }: HomeTask) {
  return (
    <PageLink
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className={cx(
        'flex min-h-[42px] items-center gap-3 rounded px-4 py-2 text-sm font-medium text-inherit no-underline',
        current ? 'bg-ember-tint shadow-[inset_3px_0_0_var(--color-ember)]' : 'bg-panel hover:bg-tint',
      )}
    >
      {icon}
      <span className="min-w-0 flex-1">{title}</span>
      {note && <span className="shrink-0 text-xs font-normal text-faint">{note}</span>}
    </PageLink>
  )
}

/** The chosen task: why, its live checks (a StatusList), and the buttons that start or skip it. */
export function TaskDetail({
  title,
  lead,
  children,
  actions,
}: {
  title: string
  lead: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <article className="flex max-w-[640px] flex-col gap-4">
      <h2 className="text-[19px] leading-7 font-semibold tracking-[-0.01em]">{title}</h2>
      <div className="max-w-[60ch] text-[14px] leading-[21px] text-soft">{lead}</div>
      {children}
      {actions && <div className="flex flex-wrap items-center gap-3 pt-1">{actions}</div>}
    </article>
  )
}

/** A figure with its name: "Queued now 6". Put several in a StatRow. */
export function Stat({ label, children, href }: { label: string; children: ReactNode; href?: string }) {
  const inner = (
    <>
      <span className="block text-xs text-faint">{label}</span>
      <span className="block text-[22px] leading-8 font-medium tabular-nums">{children}</span>
    </>
  )
  const box = 'block rounded-md border border-line bg-raised px-4 py-3.5 text-inherit no-underline'
  return href ? (
    <PageLink href={href} className={cx(box, 'hover:border-link')}>
      {inner}
    </PageLink>
  ) : (
    <div className={box}>{inner}</div>
  )
}

export function StatRow({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-3">{children}</div>
}
