import { type TrackedEvent, type TrackingDetails, trackedEvent } from '@/lib/exchange'
import { strangersOrigin } from '../mail-for-tests'

type Given = Partial<Omit<TrackedEvent, 'details'>> & { readonly sender?: string } & Partial<
    Omit<TrackingDetails, 'sender'>
  >

/** An event of a message from j.park@fabrikam.com to FrankM, with what is different. */
export function eventForTests(given: Given = {}): TrackedEvent {
  const { internalMessageId, networkMessageId, messageId, sender, subject, totalBytes, ...happened } = given
  const mail = {
    internalMessageId: internalMessageId ?? 435n,
    networkMessageId: networkMessageId ?? '0d3ad3a1-6a54-4a1f-9d0b-0f6b1c2d3e4f',
    messageId: messageId ?? '<2291@fabrikam.com>',
    sender: sender ?? 'j.park@fabrikam.com',
    subject: subject ?? 'Invoice 2291',
    size: totalBytes ?? 2048,
    origin: strangersOrigin,
  }
  return trackedEvent(mail, {
    at: new Date('2026-11-22T09:41:02.114Z'),
    server: 'EXCH01',
    eventId: 'RECEIVE',
    source: 'SMTP',
    recipients: ['FrankM@contoso.com'],
    ...happened,
  })
}
