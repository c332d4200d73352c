import { notFound } from 'next/navigation'
import { WizardDialog } from '@/components/wizard/wizard-dialog'
import { requireAdministrator } from '@/lib/server/session'
import { wizardFacts } from '@/lib/server/wizard-facts'
import type { Answers, WizardId } from '@/lib/wizards'
import {
  againAction,
  previewAction,
  probeAction,
  repairAction,
  retryAction,
  runScriptAction,
  scriptAction,
  startAction,
  undoAction,
  uploadAction,
} from './actions'

/** A wizard, open over an empty page of its own; `back` is where Cancel and Close lead. */
export async function OpenWizard({
  id,
  subject = '',
  back,
  initialAnswers,
}: {
  id: WizardId
  subject?: string
  back: string
  initialAnswers?: Answers
}) {
  const person = await requireAdministrator()
  const facts = await wizardFacts(id, subject, person)
  if (!facts.ok) notFound()
  return (
    <WizardDialog
      wizardId={id}
      facts={facts.value}
      closeHref={back}
      {...(initialAnswers ? { initialAnswers } : {})}
      actions={{
        preview: previewAction.bind(null, subject),
        start: startAction.bind(null, subject),
        script: scriptAction.bind(null, subject),
        probe: probeAction.bind(null, subject),
        repair: repairAction.bind(null, subject),
        upload: uploadAction,
        run: { retry: retryAction, undo: undoAction, again: againAction, script: runScriptAction },
      }}
    />
  )
}
