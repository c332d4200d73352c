import type { ReactNode } from 'react'
import { Answered, AnsweredRow } from '@/components/ui/answered'
import { CopyButton } from '@/components/ui/copy-button'
import { StateDot } from '@/components/ui/state'
import type { AskedRow, Expectation } from '@/lib/checklists/checklist'
import type { ChecklistViewProps } from './checklist-view'
import { FoundCells } from './found-cells'

export type ChecklistRowProps = ChecklistViewProps & { row: AskedRow }

/** One row: what should be stands there at once; what is comes in as soon as it is known. */
export function ChecklistRow(props: ChecklistRowProps) {
  if (props.row.onlyIfFound) return <Answered answer={rowIfFound(props)} asking={null} />
  return (
    <AnsweredRow answer={foundCells(props)} asking={<AskingCells found={props.checklist.columns.found} />}>
      <ExpectedCells {...props} />
    </AnsweredRow>
  )
}

async function foundCells(props: ChecklistRowProps): Promise<ReactNode> {
  const finding = await props.row.finding
  return finding && <FoundCells {...props} finding={finding} />
}

async function rowIfFound(props: ChecklistRowProps): Promise<ReactNode> {
  const cells = await foundCells(props)
  return (
    cells && (
      <tr>
        <ExpectedCells {...props} />
        {cells}
      </tr>
    )
  )
}

function ExpectedCells({ row, checklist }: ChecklistRowProps) {
  const { columns } = checklist
  return (
    <>
      <th scope="row" id={`row-${row.id}`} tabIndex={-1}>
        {row.name}
        {row.note && <span className="block text-sm font-normal text-soft">{row.note}</span>}
        {row.requirement !== 'Required' && (
          <span className="block text-xs font-normal text-faint">{row.requirement}</span>
        )}
      </th>
      {columns.more?.map(({ id, title }) => (
        <td key={id} data-title={title}>
          {row.cells?.[id]}
        </td>
      ))}
      <td data-title={columns.expected}>
        <ExpectedValues {...row} />
      </td>
    </>
  )
}

function ExpectedValues({ name, expected }: Expectation) {
  return (
    <ul>
      {expected.map((value) => (
        <li key={value} className="font-mono text-xs leading-[19px] break-words">
          {value} <CopyButton text={value} label={`${name}: ${value}`} />
        </li>
      ))}
    </ul>
  )
}

/** While the question is under way. */
function AskingCells({ found }: { found: string }) {
  return (
    <>
      <td data-title={found} />
      <td data-title="State" className="text-faint">
        <StateDot state="neutral">Asking…</StateDot>
      </td>
    </>
  )
}
