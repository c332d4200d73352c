import {
  type AutomaticKind,
  type MailOrigin,
  type MailRecipient,
  originInside,
  type TrackingDetails,
  type TrackingSource,
} from '@/lib/exchange'
import { preparationOf } from './intake/preparation'
import { prepareMail } from './intake/prepare-mail'
import { keepMail } from './keep-mail'
import type { Queryable } from './pool'
import type { Transport } from './worker'

/** A message that the store writes by itself. */
export interface Notice {
  readonly server: string
  readonly to: string
  readonly content: Uint8Array
  /** The message that it answers, by its Message-ID; null for one on its own. */
  readonly about: string | null
  readonly automatic?: AutomaticKind
  readonly event: { readonly source: TrackingSource } & Pick<
    TrackingDetails,
    'relatedRecipient' | 'customData'
  >
}

/** Puts it into the submission queue, without a return path: nobody is told when it does not arrive. */
export async function submitNotice(on: Queryable, transport: Transport, notice: Notice): Promise<void> {
  const { server, to, content, about, automatic } = notice
  const recipient: MailRecipient = { address: to, orcpt: null, notify: ['NEVER'], history: [] }
  const origin = { ...writtenByStore, about, ...(automatic && { automatic }) }
  const mail = { server, sender: '', recipients: [recipient], content, origin }
  const prepared = prepareMail(mail, await preparationOf(transport.site(), server), transport.now())
  if (!prepared.ok) return
  const { event, ...kept } = prepared.value
  const { source, ...details } = notice.event
  await keepMail(on, [
    { ...kept, event: event && { ...event, source, details: { ...event.details, ...details } } },
  ])
}

const writtenByStore: MailOrigin = { ...originInside, bypassesLimits: true }
