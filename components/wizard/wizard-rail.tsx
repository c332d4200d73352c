import { Check } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import type { AnyWizard } from './answers'
import type { WizardState } from './use-wizard'

/** The dark rail: the wizard's steps, done, current and to do. A step that was done can be gone back to. */
export function WizardRail({
  wizard,
  state,
  titleId,
}: {
  wizard: AnyWizard
  state: WizardState
  titleId: string
}) {
  const titles = [...state.pages.map(({ page }) => page.title), 'Review', 'Finish']
  return (
    <div className="w-[220px] shrink-0 bg-band py-7 text-band-ink max-sm:flex max-sm:w-auto max-sm:items-baseline max-sm:gap-3 max-sm:px-4 max-sm:py-3">
      <h2 id={titleId} className="px-[22px] text-base font-medium max-sm:flex-1 max-sm:p-0">
        {wizard.title}
      </h2>
      <ol aria-label="Steps of the wizard" className="mt-5 max-sm:hidden">
        {titles.map((title, index) => (
          <Step key={state.steps[index]} title={title} index={index} state={state} />
        ))}
      </ol>
      {titles[state.at] !== wizard.title && (
        <span className="hidden text-xs text-band-soft max-sm:inline">{titles[state.at]}</span>
      )}
    </div>
  )
}

function Step({ title, index, state }: { title: string; index: number; state: WizardState }) {
  const done = index < state.at || (state.runId !== null && index < state.steps.length - 1)
  const current = index === state.at
  const returns = done && state.runId === null
  const inner = (
    <>
      <span aria-hidden className="flex w-3 shrink-0 justify-center">
        {done ? (
          <Check size={13} strokeWidth={2.5} />
        ) : (
          <span
            className={cx('size-[11px] rounded-full border-[1.5px] border-current', current && 'bg-current')}
          />
        )}
      </span>
      <span>{title}</span>
      {done && <span className="sr-only">(done)</span>}
    </>
  )
  const line = 'flex min-h-[33.5px] w-full items-center gap-2 px-[22px] py-1 text-left text-sm'
  return (
    <li
      aria-current={current ? 'step' : undefined}
      className={cx(current && 'bg-band-current shadow-[inset_3px_0_0_var(--color-ember)]')}
    >
      {returns ? (
        <button
          type="button"
          onClick={() => state.goTo(state.steps[index] ?? '')}
          className={cx(line, '-outline-offset-3 hover:bg-band-current focus-visible:outline-band-ink')}
        >
          {inner}
        </button>
      ) : (
        <span className={cx(line, !current && !done && 'text-band-soft')}>{inner}</span>
      )}
    </li>
  )
}
