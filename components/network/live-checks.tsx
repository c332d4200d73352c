import { LinkButton } from '@/components/ui/button'

/** Each check with what it does. Nothing is asked before one is chosen; so these links are never loaded ahead. */
export function LiveChecks({
  path,
  current,
  checks,
}: {
  path: string
  current: string | undefined
  checks: readonly { readonly id: string; readonly title: string; readonly lead: string }[]
}) {
  return (
    <ul className="mb-8 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {checks.map(({ id, title, lead }) => (
        <li key={id} className="flex flex-col gap-2 rounded-md border border-line p-3.5">
          <h2 className="text-sm font-semibold">{title}</h2>
          <p className="grow text-sm text-soft">{lead}</p>
          <span>
            <LinkButton href={`${path}?run=${id}`} plain>
              {id === current ? 'Ask again' : 'Ask now'}
              <span className="sr-only">: {title}</span>
            </LinkButton>
          </span>
        </li>
      ))}
    </ul>
  )
}
