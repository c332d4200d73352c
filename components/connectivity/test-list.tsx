import { PageLink } from '@/components/ui/page-link'

export interface ListedTest {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly ways: readonly { readonly href: string; readonly label: string }[]
}

/** Every test with what it is for, and from where it can be run. */
export function TestList({ tests }: { tests: readonly ListedTest[] }) {
  return (
    <ul className="grid gap-3 min-[1100px]:grid-cols-2">
      {tests.map(({ id, title, lead, ways }) => (
        <li key={id} className="flex flex-col rounded-md border border-line bg-raised px-4 py-3">
          <h2 className="text-sm font-semibold">{title}</h2>
          <p className="mt-0.5 mb-2 text-sm text-soft">{lead}</p>
          <p className="mt-auto flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {ways.map(({ href, label }) => (
              <PageLink key={href} href={href} className="act min-h-6 font-medium">
                {label}
                <span className="sr-only">: {title}</span>
              </PageLink>
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}
