import { PageLink } from '@/components/ui/page-link'

/** What waits in each queue: a bar as long as its share of the largest. */
export function FlowBars({
  title,
  rows,
  empty,
}: {
  title: string
  rows: readonly { readonly name: string; readonly messages: number; readonly href: string }[]
  empty: string
}) {
  const largest = Math.max(1, ...rows.map(({ messages }) => messages))
  return (
    <section className="min-w-0 rounded-md border border-line bg-raised p-4 xl:col-span-2">
      <h2 className="mb-2 font-semibold">{title}</h2>
      {rows.length === 0 && <p className="text-sm text-soft">{empty}</p>}
      <ul className="flex flex-col gap-2">
        {rows.map(({ name, messages, href }) => (
          <li key={href + name} className="text-sm">
            <span className="flex justify-between gap-3">
              <PageLink href={href} className="act min-h-6 min-w-0 break-words">
                {name}
              </PageLink>
              <span className="tabular-nums">{messages.toLocaleString('en-US')}</span>
            </span>
            <span aria-hidden className="mt-0.5 block h-1.5 rounded-full bg-track">
              <span
                className="block h-full rounded-full bg-action forced-color-adjust-none"
                style={{ width: `${(messages / largest) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
