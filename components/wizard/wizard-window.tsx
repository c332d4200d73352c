'use client'

import { useRouter } from 'next/navigation'
import { Suspense, use, useId, useLayoutEffect, useRef, useState } from 'react'
import { Skeleton } from '@/components/ui/empty-state'
import { QueryProvider } from '@/lib/client/query-provider'
import { loadWizard, type Wizard, type WizardId } from '@/lib/wizards'
import { DiscardDialog } from './discard-dialog'
import { useWizard } from './use-wizard'
import { WizardBody } from './wizard-body'
import type { WizardDialogProps } from './wizard-dialog'
import { WizardRail } from './wizard-rail'

const loaded = new Map<WizardId, Promise<Wizard<unknown>>>()
function loadOnce(id: WizardId): Promise<Wizard<unknown>> {
  const known = loaded.get(id) ?? loadWizard(id)
  loaded.set(id, known)
  return known
}

const none = {}

/** The modal window around a wizard. It is open in the server's HTML too, and becomes modal when scripts run. */
export function WizardWindow(props: WizardDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const asksToClose = useRef<() => void>(() => {})
  useLayoutEffect(() => {
    const element = dialog.current
    element?.removeAttribute('open')
    element?.showModal()
    return () => {
      element?.close()
      // What opened it has gone with its page: one goes on at the content, not before the tabs again.
      const focused = document.activeElement
      if (focused === document.body || element?.contains(focused))
        document.getElementById('main')?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby={id}
      onKeyDown={(event) => {
        const here = (event.target as HTMLElement).closest('dialog') === dialog.current
        if (event.key !== 'Escape' || !here || event.target instanceof HTMLSelectElement) return
        event.preventDefault()
        asksToClose.current()
      }}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        asksToClose.current()
      }}
      className="dialog h-[600px] w-[860px] max-w-[calc(100vw-24px)] overflow-hidden rounded-lg bg-raised text-ink shadow-2xl max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-screen max-sm:max-w-none max-sm:rounded-none"
    >
      <QueryProvider>
        <Suspense fallback={<Opening />}>
          <Opened {...props} titleId={id} asksToClose={asksToClose} />
        </Suspense>
      </QueryProvider>
    </dialog>
  )
}

function Opening() {
  return (
    <div className="p-8">
      <Skeleton className="h-6 w-64" />
      <noscript>
        <p className="mt-4">The wizards need scripts; your browser has them turned off for this page.</p>
      </noscript>
    </div>
  )
}

type OpenedProps = WizardDialogProps & { titleId: string; asksToClose: React.RefObject<() => void> }

function Opened({
  wizardId,
  facts,
  initialAnswers = none,
  actions,
  closeHref,
  onClose,
  titleId,
  asksToClose,
}: OpenedProps) {
  const wizard = use(loadOnce(wizardId))
  const state = useWizard(wizard, facts, initialAnswers)
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const leave = () => {
    state.forget()
    if (onClose) onClose()
    else if (closeHref) router.push(closeHref, { scroll: false })
    else router.back()
    if (state.runId) router.refresh()
  }
  const close = () => (state.touched && !state.runId ? setAsking(true) : leave())
  asksToClose.current = () => !asking && close()
  return (
    <div className="flex h-full max-sm:flex-col">
      <WizardRail wizard={wizard} state={state} titleId={titleId} />
      <WizardBody wizard={wizard} state={state} actions={actions} onClose={close} />
      {asking && <DiscardDialog onDiscard={leave} onKeep={() => setAsking(false)} />}
    </div>
  )
}
