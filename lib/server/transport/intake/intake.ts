import type pg from 'pg'
import { type MailItem, refuseWithReply, type Site, sessionReplies, takesMail } from '@/lib/exchange'
import { ok, refuse } from '@/lib/shell'
import type { Intake, OutsideMail } from '@/lib/wire'
import { coalescedWake } from '../coalesced-wake'
import { keepWithShadows, shadowRefusal } from '../delivery/shadow-copies'
import { groupCommit } from '../group-commit'
import type { MailToKeep } from '../keep-mail'
import { transact } from '../pool'
import { type BackPressure, backPressure } from './back-pressure'
import { keepOutside } from './keep-outside'
import { Outage } from './outage'
import { preparationOf } from './preparation'
import { prepareMail } from './prepare-mail'
import { openSessionLogs } from './session-logs'
import { openSignIn } from './sign-in-to-send'

export interface OpenIntake extends Intake {
  /** Writes what is still to be written of the logs. The pool stays open. */
  close(): Promise<void>
}

/** Bytes of one commit, with what each message costs besides its text. */
const batchBytes = 8 * 1024 ** 2
const rowBytes = 4096

/** The door of the wire process into the queues: what it accepts is committed. */
export function openIntake({
  pool,
  site,
  log = () => undefined,
  pressure = backPressure(pool, site),
}: {
  readonly pool: pg.Pool
  /** The site as it is now; its clock is the transport's. */
  readonly site: () => Site
  readonly log?: (line: string) => void
  readonly pressure?: BackPressure
}): OpenIntake {
  const waking = coalescedWake(pool)
  const sessions = openSessionLogs(pool)
  const signIn = openSignIn(pool, site)
  const commit = groupCommit((batch: readonly MailToKeep[]) => keepWithShadows(pool, site(), batch), {
    limit: batchBytes,
    size: ({ mail }) => mail.content.length + rowBytes,
  })
  const commitOutside = groupCommit(
    async (batch: readonly { mail: OutsideMail; at: Date }[]) => {
      await transact(pool, (on) => keepOutside(on, batch))
      return batch.map(() => undefined)
    },
    { limit: batchBytes, size: ({ mail }) => mail.content.length * mail.recipients.length + rowBytes },
  )
  const outage = new Outage(log)
  const failed = (what: string, thrown: unknown) => {
    outage.failed(what, thrown)
    return refuse('ResourceUnavailable', 'TransportUnavailable', 'The database of the queues did not answer.')
  }
  const pressed = async (server: string, isInside: boolean) =>
    takesMail(await pressure.level(server), isInside) ? null : sessionReplies.insufficientResources
  return {
    async refusal(server, isInside) {
      try {
        return await pressed(server, isInside)
      } catch (thrown) {
        failed('The queues could not be measured', thrown)
        return null
      }
    },
    async accept(mail, isInside = false) {
      try {
        const refusal = (await pressed(mail.server, isInside)) ?? (await shadowRefusal(site(), mail.server))
        if (refusal) return refuseWithReply(refusal)
        const now = site().clock.now()
        const prepared = prepareMail(mail, await preparationOf(site(), mail.server), now)
        if (!prepared.ok) return prepared
        const internalMessageId: MailItem['internalMessageId'] = await commit(prepared.value)
        outage.worked()
        waking.wake()
        return ok({ internalMessageId, messageId: prepared.value.messageId })
      } catch (thrown) {
        return failed('A message could not be kept', thrown)
      }
    },
    async signIn(userName, password) {
      try {
        const signedIn = await signIn(userName, password)
        outage.worked()
        return signedIn
      } catch (thrown) {
        failed('Nobody could sign in', thrown)
        return null
      }
    },
    log: sessions.add,
    async keepOutside(mail) {
      try {
        await commitOutside({ mail, at: site().clock.now() })
        outage.worked()
        return ok(undefined)
      } catch (thrown) {
        return failed('A message outside could not be kept', thrown)
      }
    },
    async close() {
      await Promise.all([waking.ended(), sessions.flush()])
    },
  }
}
