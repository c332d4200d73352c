import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SearchBox } from '@/components/ui/search-box'

export interface FolderToolsProps {
  readonly folder: string
  readonly total: number
  readonly search: string
  /** A search has looked into the text of so many messages; null where it looked into all. */
  readonly textsOf: number | null
  readonly sorts: readonly {
    readonly title: string
    readonly href: string
    readonly chosen: 'ascending' | 'descending' | null
  }[]
  /** What a search holds on to. */
  readonly keep: Readonly<Record<string, string>>
  readonly empty: (form: FormData) => void | Promise<void>
}

/** Over a folder: searching it, sorting it, and emptying those that hold what nobody wants. */
export function FolderTools({ folder, total, search, textsOf, sorts, keep, empty }: FolderToolsProps) {
  const canBeEmptied = (folder === 'Deleted Items' || folder === 'Junk E-mail') && total > 0
  return (
    <div className="flex flex-col gap-2 border-b border-line px-3 py-2">
      <SearchBox
        key={folder}
        label={`Search ${folder}`}
        placeholder={`Search ${folder}`}
        defaultValue={search}
        keep={keep}
      />
      {textsOf !== null && (
        <p className="text-xs text-faint">
          {textsOf === 1 ? 'The text of one message' : `The text of ${textsOf} messages`} of{' '}
          {total.toLocaleString('en-US')} is searched. Of older and large ones only the subject and the names
          are.
        </p>
      )}
      <nav aria-label="Sort by" className="flex flex-wrap items-center gap-x-3 text-xs">
        {sorts.map(({ title, href, chosen }) => (
          <a
            key={title}
            href={href}
            aria-current={chosen ? 'true' : undefined}
            className="act flex min-h-6 items-center gap-0.5 aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {title}
            {chosen && <span aria-hidden>{chosen === 'ascending' ? '↑' : '↓'}</span>}
            {chosen && <span className="sr-only">, {chosen}</span>}
          </a>
        ))}
        {canBeEmptied && (
          <span className="ml-auto">
            <ConfirmDialog
              trigger="Empty the folder"
              triggerProps={{ look: 'quiet' }}
              title={`Empty ${folder}?`}
              destroys={[
                total === 1
                  ? `The message in ${folder}`
                  : `All ${total.toLocaleString('en-US')} messages in ${folder}`,
              ]}
              confirm="Empty it for good"
              action={empty}
              hidden={{ op: 'empty', folder }}
            />
          </span>
        )}
      </nav>
    </div>
  )
}
