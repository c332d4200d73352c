import { Button } from '@/components/ui/button'
import { type AnyWizard, isBlocked } from './answers'
import { finishStep, reviewStep, type WizardState } from './use-wizard'

/** The last line of the window: where one is, Back, Next (or what the wizard is for) and Cancel. */
export function WizardButtons({
  wizard,
  state,
  busy,
  onClose,
}: {
  wizard: AnyWizard
  state: WizardState
  busy: boolean
  onClose: () => void
}) {
  const { current, step, at, steps, answers, facts, finished } = state
  const blocked = current && isBlocked(current, facts, answers)
  return (
    <div className="reasoned-above flex items-center gap-2 border-t border-line px-[34px] py-3.5 max-sm:px-4">
      <span className="flex-1 text-xs text-faint">
        Step {at + 1} of {steps.length}
      </span>
      {step === finishStep ? (
        <Button look={finished ? 'primary' : 'secondary'} onClick={onClose}>
          {finished ? 'Close' : 'Close; the run goes on'}
        </Button>
      ) : (
        <>
          {at > 0 && <Button onClick={() => state.goTo(steps[at - 1] ?? '')}>Back</Button>}
          <Button
            type="submit"
            look="primary"
            busy={busy}
            disabledReason={blocked && 'A check has failed. Mend it first; the list says how.'}
          >
            {step === reviewStep ? wizard.finish : 'Next'}
          </Button>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
        </>
      )}
    </div>
  )
}
