import type { MailStore, Site } from '@/lib/exchange'
import { ok } from '@/lib/shell'
import type { Db } from '../db'
import { preparationOf } from './intake/preparation'
import { prepareMail } from './intake/prepare-mail'
import { keepMail } from './keep-mail'
import { onPrisma } from './on-prisma'
import { queued } from './wake'

/** Puts a command's message into the submission queue. It is there, and the transport woken, once the command commits. */
export async function submit(
  db: Db,
  site: Pick<Site, 'store' | 'clock'>,
  mail: Parameters<MailStore['submit']>[0],
): ReturnType<MailStore['submit']> {
  const prepared = prepareMail(mail, await preparationOf(site, mail.server), site.clock.now())
  if (!prepared.ok) return prepared
  await keepMail(onPrisma(db), [prepared.value])
  await db.$executeRaw`select pg_notify(${queued}, '')`
  return ok({ messageId: prepared.value.messageId })
}
