import { Button } from '@/components/ui/button'
import { PowerShell } from '@/components/ui/code'
import { CopyButton } from '@/components/ui/copy-button'
import { HandOverFocus } from '@/components/ui/hand-over-focus'
import { type State, StateDot } from '@/components/ui/state'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Row, RowState } from '@/lib/checklists/checklist'
import { printCommand } from '@/lib/shell'
import type { ChecklistViewProps } from './checklist-view'

const states: Record<RowState, State> = { ok: 'ok', pending: 'pending', warning: 'warning', error: 'error' }

/** One row: expected values each with a copy button, found values, and the verdict with its reason and repair. */
export function ChecklistRow({
  row,
  checklist: { id, columns },
  repair,
  disabledReason,
}: ChecklistViewProps & { row: Row }) {
  return (
    <tr>
      <th scope="row" id={`row-${row.id}`} tabIndex={-1}>
        {row.name}
        {row.note && <span className="block text-sm font-normal text-soft">{row.note}</span>}
        {!row.required && <span className="block text-xs font-normal text-faint">Optional</span>}
      </th>
      {columns.more?.map((column) => (
        <td key={column.id} data-title={column.title}>
          {row.cells?.[column.id]}
        </td>
      ))}
      <td data-title={columns.expected}>
        <ul>
          {row.expected.map((value) => (
            <li key={value} className="font-mono text-xs leading-[19px] break-words">
              {value} <CopyButton text={value} label={`${row.name}: ${value}`} />
            </li>
          ))}
        </ul>
      </td>
      <td data-title={columns.found}>
        {row.found.length === 0 ? (
          <span className="font-mono text-xs text-faint">{columns.nothing ?? 'nothing found'}</span>
        ) : (
          <ul>
            {row.found.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two answers may be the same
              <li key={`${index}-${value}`} className="font-mono text-xs leading-[19px] break-words">
                {value}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-title="State">
        <div>
          <StateDot state={states[row.state]}>{row.verdict}</StateDot>
          {row.reason && <p className="text-xs text-faint">{row.reason}</p>}
          {row.action && <p className="text-xs text-soft">{row.action}</p>}
          {row.repair && repair && <Repair {...{ id, row, repair, disabledReason }} />}
        </div>
      </td>
    </tr>
  )
}

function Repair({
  id,
  row,
  repair,
  disabledReason,
}: { id: string; row: Row } & Pick<ChecklistViewProps, 'repair' | 'disabledReason'>) {
  if (!row.repair) return null
  const { label, command } = row.repair
  return (
    <div className="mt-1.5 flex flex-col items-start gap-1.5 print:hidden">
      {disabledReason ? (
        <Button disabledReason={disabledReason}>{label}</Button>
      ) : (
        <form action={repair}>
          <input type="hidden" name="checklist" value={id} />
          <input type="hidden" name="row" value={row.id} />
          <SubmitButton look="secondary">{label}</SubmitButton>
          <HandOverFocus to={`row-${row.id}`} />
        </form>
      )}
      <details className="w-full">
        <summary className="act min-h-6 text-xs">As a command</summary>
        <p className="rounded bg-code px-2 py-1.5 font-mono text-[11px] break-words text-code-ink">
          <PowerShell code={printCommand(command)} />
        </p>
      </details>
    </div>
  )
}
