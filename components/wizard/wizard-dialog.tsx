'use client'

import dynamic from 'next/dynamic'
import type { WizardId } from '@/lib/wizards'
import type { WizardActions } from './actions'
import type { Typed } from './answers'

export interface WizardDialogProps {
  wizardId: WizardId
  /** What the server knows of the site, as JSON: what this wizard's definition calls its facts. */
  facts: unknown
  /** Answers to begin with, by field; they do not count as typed by the visitor. */
  initialAnswers?: Typed
  /** Server actions; see actions.ts. */
  actions: WizardActions
  /** Where Cancel and Close lead: the page that the wizard stands on. Without it, one page back. */
  closeHref?: string
  /** Called instead of going anywhere. */
  onClose?: () => void
}

/**
 * Any wizard, open while this is rendered: give it a page of its own (/users/add), or render it over a list. The
 * renderer is loaded only then; its first page is rendered on the server.
 */
export const WizardDialog = dynamic<WizardDialogProps>(() =>
  import('./wizard-window').then((module) => module.WizardWindow),
)
