import { ChevronRight } from 'lucide-react'
import { PageLink } from '@/components/ui/page-link'
import { type State, StateIcon } from '@/components/ui/state'
import type { Cause, Step, StepState } from '@/lib/analyzer'

const states: Record<StepState, { state: State; word: string }> = {
  pass: { state: 'ok', word: 'Passed' },
  warn: { state: 'warning', word: 'Warning' },
  fail: { state: 'error', word: 'Failed' },
  skipped: { state: 'neutral', word: 'Skipped' },
}

/** The pages that mend things, by the words of their tabs. */
const pages: Readonly<Record<string, string>> = {
  '/network/dns': 'DNS records',
  '/network/provider': 'Domain name provider',
  '/network/router': 'Router',
  '/network/proxy': 'Reverse proxy',
  '/network/split-dns': 'Split DNS',
  '/email/certificates': 'Certificates',
  '/email/connectors': 'Connectors',
  '/email/domains': 'Domains and policies',
  '/email/access': 'Client access',
  '/devices': 'Devices',
  '/users': 'Users',
  '/settings': 'Settings',
}

/** What went over the line, as it was. */
function Line({ term, text }: { term: string; text: string }) {
  if (text === '') return null
  return (
    <div className="grid gap-x-3 sm:grid-cols-[76px_1fr]">
      <dt className="text-xs leading-[19px] text-faint">{term}</dt>
      <dd className="min-w-0 font-mono text-xs leading-[19px] break-words whitespace-pre-wrap">{text}</dd>
    </div>
  )
}

function Why({ cause, remedy }: Pick<Cause, 'cause' | 'remedy'>) {
  return (
    <>
      <p className="max-w-[76ch] text-sm">{cause}</p>
      <p className="max-w-[76ch] text-sm text-soft">
        {remedy.text}{' '}
        {remedy.href && (
          <PageLink href={remedy.href} className="act whitespace-nowrap underline">
            {pages[remedy.href] ?? 'Open the page'}
          </PageLink>
        )}
      </p>
    </>
  )
}

function Others({ causes }: { causes: readonly Cause[] }) {
  return (
    <div className="mt-2">
      <p className="text-xs font-semibold text-soft">It may also be, less likely:</p>
      <ul className="mt-1 flex flex-col gap-1.5 border-l-2 border-line pl-3">
        {causes.map((one) => (
          <li key={one.fault}>
            <Why {...one} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One step with what was asked, what came back, why, what to do, and the steps in it. Open where it did not pass. */
export function StepItem({ step }: { step: Step }) {
  const { state, word } = states[step.state]
  const { cause, remedy, otherCauses = [], steps } = step
  // A step of others speaks in the words of the worst of them: there they stand already.
  const told = steps.some((inner) => inner.cause === cause)
  return (
    <li className="rounded-md border border-line bg-raised">
      <details open={step.state === 'fail' || step.state === 'warn'}>
        <summary className="flex min-h-10 items-start gap-2.5 rounded-md px-3.5 py-2.5">
          <StateIcon state={state} label={word} />
          <span className="min-w-0 text-sm font-medium break-words">{step.title}</span>
          <span className="ml-auto flex items-center gap-2 text-xs text-faint">
            {step.state === 'skipped' && <span aria-hidden>Skipped</span>}
            <ChevronRight
              aria-hidden
              size={16}
              className="shrink-0 print:hidden [details[open]>summary>span>&]:rotate-90"
            />
          </span>
        </summary>
        <div className="flex flex-col gap-2 px-3.5 pb-3.5 sm:pl-[42px]">
          <dl className="flex flex-col gap-1">
            <Line term="Asked" text={step.asked} />
            <Line term="Answered" text={step.answered} />
          </dl>
          {cause && remedy && !told && (
            <div>
              <Why cause={cause} remedy={remedy} />
              {otherCauses.length > 0 && <Others causes={otherCauses} />}
            </div>
          )}
          {cause && !remedy && !told && <p className="max-w-[76ch] text-sm text-soft">{cause}</p>}
          {steps.length > 0 && <StepList steps={steps} />}
        </div>
      </details>
    </li>
  )
}

export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step) => (
        <StepItem key={step.id} step={step} />
      ))}
    </ol>
  )
}
