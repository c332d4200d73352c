'use client'

import { useDeferredValue, useMemo } from 'react'
import { Code } from '@/components/ui/code'
import { OpenInShell } from '@/components/ui/open-in-shell'
import type { WizardActions } from './actions'
import type { AnyWizard, ShownPage } from './answers'
import { commandsOfPage } from './page-commands'
import type { WizardState } from './use-wizard'
import { WizardChecks } from './wizard-checks'
import { WizardField } from './wizard-field'

const shownCommands = 8

interface PageProps {
  wizard: AnyWizard
  state: WizardState
  actions: WizardActions
  shown: ShownPage
}

/** One page of the definition: its checks, its fields, and the commands that they come to. */
export function WizardPage({ wizard, state, actions, shown }: PageProps) {
  const { facts, answers } = state
  const checks = shown.page.checks?.(facts, answers) ?? []
  const errors = state.errorsOf(shown)
  return (
    <>
      {checks.length > 0 && <WizardChecks {...{ wizard, state, actions, checks }} />}
      {shown.fields.map((field) => (
        <WizardField
          key={field.name}
          {...{ wizard, state, actions, field }}
          error={errors[field.name] ?? null}
        />
      ))}
      <PageCommands {...{ wizard, state, shown }} />
    </>
  )
}

/** Computed a moment after the typing: it compiles the answers a few times over. */
function PageCommands({ wizard, state, shown }: Omit<PageProps, 'actions'>) {
  const { facts, pages } = state
  const answers = useDeferredValue(JSON.stringify(state.answers))
  const pageId = shown.page.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: pages follow from the facts and answers
  const commands = useMemo(
    () => commandsOfPage(wizard, facts, JSON.parse(answers), pages, pageId),
    [wizard, facts, answers, pageId],
  )
  if (commands.length === 0) return null
  const more = commands.length - shownCommands
  return (
    <section aria-label="What this page adds to the runbook" className="mt-1">
      <p className="mb-1.5 text-xs text-faint">What this page adds to the runbook</p>
      <Code code={commands.slice(0, shownCommands)} label="the commands of this page" />
      <OpenInShell newTab look="quiet" className="mt-1 -ml-2 px-2 text-xs" lines={commands} />
      {more > 0 && <p className="mt-1 text-xs text-faint">and {more} more; Review shows them all.</p>}
    </section>
  )
}
