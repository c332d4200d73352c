import type { ReactNode } from 'react'
import { PageHeader } from '@/components/frame/three-pane'
import { Answered } from '@/components/ui/answered'
import { Badge } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { SubmitButton } from '@/components/ui/submit-button'
import { Time } from '@/components/ui/time'
import { answeredRows, type Checklist, stillToDo } from '@/lib/checklists/checklist'
import { ChecklistRow } from './checklist-row'
import { PrintButton } from './print-button'

type FormAction = (form: FormData) => void | Promise<void>

export interface ChecklistViewProps {
  checklist: Checklist
  /** "Check again": looks anew and revalidates the page. */
  check?: FormAction
  /** A repair button: gets `checklist` and `row` (their ids). */
  repair?: FormAction
  /** Why repairs are disabled: `forRole(account)`. Looking again stays allowed. */
  disabledReason?: string | null
  /** When it was looked at, and what time it is now. */
  checkedAt?: Date | string
  now?: Date | string
  /** Files to take away: "Export zone file". */
  exports?: readonly { label: string; href: string }[]
  /** The checklist in the shell; null where the shell cannot ask it. */
  command: { readonly lines: readonly string[] } | null
  /** After the table: a command to copy, a table of names. */
  children?: ReactNode
}

/** A checklist: what to set, what was found, the state of each row, why, and what to do. Prints as it stands. */
export function ChecklistView(props: ChecklistViewProps) {
  const { checklist, check, checkedAt, now, exports = [], command, children } = props
  const { columns, rows } = checklist
  return (
    <article className="checklist">
      <PageHeader title={checklist.title} lead={checklist.lead}>
        <span role="status">
          <Answered answer={standing(checklist)} asking={<Badge>Asking…</Badge>} />
        </span>
      </PageHeader>
      <div className="table-scroll">
        <table className="table">
          <caption className="sr-only">{checklist.title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              {columns.more?.map(({ id, title }) => (
                <th key={id} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col">{columns.expected}</th>
              <th scope="col" className="w-[22%]">
                {columns.found}
              </th>
              <th scope="col" className="w-[260px]">
                State
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ChecklistRow key={row.id} row={row} {...props} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
        {check && (
          <form action={check}>
            <input type="hidden" name="checklist" value={checklist.id} />
            <SubmitButton>Check again</SubmitButton>
          </form>
        )}
        {exports.map(({ label, href }) => (
          <LinkButton key={href} href={href} plain>
            {label}
          </LinkButton>
        ))}
        <Answered
          answer={answeredRows(checklist).then(() => <PrintButton key="print" />)}
          asking={<Button disabledReason="Some rows are still being asked.">Print checklist</Button>}
        />
        {command && <ShowAsCommand id={`${checklist.id}-command`} what={checklist.title} {...command} />}
      </div>
      {checkedAt && (
        <p className="mt-3 text-xs text-faint">
          Looked up <Time at={checkedAt} now={now} />
        </p>
      )}
      {children && <div className="mt-6 flex flex-col gap-4">{children}</div>}
    </article>
  )
}

/** Known once every row is. */
async function standing(checklist: Checklist): Promise<ReactNode> {
  const open = stillToDo(await answeredRows(checklist))
  return <Badge tone={open === 0 ? 'green' : 'amber'}>{open === 0 ? 'Done' : `${open} still to do`}</Badge>
}
