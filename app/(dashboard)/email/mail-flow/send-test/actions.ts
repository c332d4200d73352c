'use server'

import type { SayAction, StartSessionAction } from '@/components/send-test/session-actions'
import { checkAdministrator } from '@/lib/server/session'
import { openSession, sayIn } from '@/lib/server/typed-sessions'

const closed = (reply: string) => ({ reply, expects: 'nothing' }) as const

/** Connects to a mail server of the simulated world, as somebody on the Internet or in the office. */
export const startSessionAction: StartSessionAction = async (address, port, from) => {
  const person = await checkAdministrator()
  if (!person.ok) return { ok: false, reason: person.error.message }
  const valid =
    typeof address === 'string' &&
    /^[\d.]{7,15}$/.test(address) &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65_536 &&
    (from === 'internet' || from === 'inside')
  if (!valid) return { ok: false, reason: 'Type the IPv4 address of a server and a port.' }
  return openSession(person.value.id, { address, port, from })
}

/** Says a line, and gives the reply to it. */
export const sayAction: SayAction = async (id, line) => {
  const person = await checkAdministrator()
  if (!person.ok) return closed(person.error.message)
  return typeof id === 'string' && typeof line === 'string'
    ? sayIn(person.value.id, id, line)
    : closed('This is not one line.')
}
