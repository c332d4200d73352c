import { Button } from '@/components/ui/button'
import { PowerShell } from '@/components/ui/code'
import { HandOverFocus } from '@/components/ui/hand-over-focus'
import { OpenInShell } from '@/components/ui/open-in-shell'
import { StateDot } from '@/components/ui/state'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Finding } from '@/lib/checklists/checklist'
import { printCommand } from '@/lib/shell'
import type { ChecklistRowProps } from './checklist-row'

type FoundProps = ChecklistRowProps & { finding: Finding }

/** What was found, and the verdict with its reason and repair. */
export function FoundCells(props: FoundProps) {
  const { finding, checklist } = props
  const { found, state, verdict, reason, action } = finding
  const { columns } = checklist
  return (
    <>
      <td data-title={columns.found}>
        {found.length === 0 ? (
          <span className="font-mono text-xs text-faint">{columns.nothing ?? 'nothing found'}</span>
        ) : (
          <ul>
            {found.map((value, index) => (
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
          <StateDot state={state}>{verdict}</StateDot>
          {reason && <p className="text-xs text-faint">{reason}</p>}
          {action && <p className="text-xs text-soft">{action}</p>}
          <Repair {...props} />
        </div>
      </td>
    </>
  )
}

function Repair({ checklist, row, finding, repair, disabledReason }: FoundProps) {
  if (!finding.repair || !repair) return null
  const { label, command } = finding.repair
  return (
    <div className="mt-1.5 flex flex-col items-start gap-1.5 print:hidden">
      {disabledReason ? (
        <Button disabledReason={disabledReason}>{label}</Button>
      ) : (
        <form action={repair}>
          <input type="hidden" name="checklist" value={checklist.id} />
          <input type="hidden" name="row" value={row.id} />
          <SubmitButton look="secondary">{label}</SubmitButton>
          <HandOverFocus to={`row-${row.id}`} />
        </form>
      )}
      <details className="w-full">
        <summary className="act min-h-6 text-xs">Show as command</summary>
        <p className="rounded bg-code px-2 py-1.5 font-mono text-[11px] break-words text-code-ink">
          <PowerShell code={printCommand(command)} />
        </p>
        <OpenInShell look="quiet" className="px-2 text-xs" lines={[printCommand(command)]} />
      </details>
    </div>
  )
}
