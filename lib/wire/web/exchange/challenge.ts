import { iisError } from '../iis-pages'
import type { Visit, WebAnswer } from '../web-answer'
import { callerOf } from './basic-auth'
import type { Asked } from './exchange-facts'

type Scheme = 'Basic' | 'Ntlm' | 'Negotiate' | 'OAuth'

/** How a directory lets clients say who they are, in the order in which IIS offers it. */
export function schemesOf(one: {
  readonly basicAuthentication?: boolean
  readonly windowsAuthentication?: boolean
}): readonly Scheme[] {
  return [
    ...(one.windowsAuthentication ? (['Negotiate', 'Ntlm'] as const) : []),
    ...(one.basicAuthentication ? (['Basic'] as const) : []),
  ]
}

/** 401 with one WWW-Authenticate for each way; the host was read as a host name and may stand in quotes. */
export function unauthorized(visit: Visit, schemes: readonly Scheme[]): WebAnswer {
  const order: readonly Scheme[] = ['Negotiate', 'Ntlm', 'OAuth', 'Basic']
  const words: Readonly<Record<Scheme, string>> = {
    Negotiate: 'Negotiate',
    Ntlm: 'NTLM',
    OAuth: 'Bearer',
    Basic: `Basic realm="${visit.host}"`,
  }
  const offered = order.filter((one) => schemes.includes(one)).map((one) => words[one])
  return iisError(401, offered.length > 0 ? { 'WWW-Authenticate': offered } : {})
}

type User = Extract<Awaited<ReturnType<typeof callerOf>>, { kind: 'user' }>['user']

/**
 * Answers for whoever proves who it is by Basic authentication, where the directory takes that; all others are asked
 * to. The other ways are offered and never completed here.
 */
export async function forUser(
  visit: Visit,
  { site, description }: Asked,
  schemes: readonly Scheme[],
  answer: (user: User) => WebAnswer | Promise<WebAnswer>,
): Promise<WebAnswer> {
  if (!schemes.includes('Basic')) return unauthorized(visit, schemes)
  const caller = await callerOf(visit, site, description)
  if (caller.kind === 'busy') return iisError(503, { 'Retry-After': '30' })
  return caller.kind === 'user' ? answer(caller.user) : unauthorized(visit, schemes)
}
